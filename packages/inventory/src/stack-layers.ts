import { compareText } from './stable-order.ts';

/** Puts each stack on a layer above everything it needs; stacks of one layer can be applied at the same time. */
export function stackLayers(dependencies: ReadonlyMap<string, ReadonlySet<string>>): {
  readonly layers: ReadonlyMap<string, number>;
  readonly cycle: readonly string[];
} {
  const layers = new Map<string, number>();
  let waiting = [...dependencies.keys()].sort(compareText);
  for (let layer = 0; waiting.length > 0; layer += 1) {
    const ready = waiting.filter((name) => [...(dependencies.get(name) ?? [])].every((need) => layers.has(need)));
    if (ready.length === 0) {
      for (const name of waiting) layers.set(name, layer);
      return { layers, cycle: waiting };
    }
    for (const name of ready) layers.set(name, layer);
    waiting = waiting.filter((name) => !layers.has(name));
  }
  return { layers, cycle: [] };
}
