import type { Inventory } from '@smile/inventory';
import { withoutKeys } from '../drift/held-by-code.ts';
import type { StateExamination } from './examine-state.ts';

/** An address that only one of state and code has. */
export interface Orphan {
  readonly stack: string;
  readonly address: string;
  readonly only: 'state' | 'code';
  /** What the next apply does about it. */
  readonly next: string;
}

/** Managed addresses in a state and not in the code, which an apply destroys, and the reverse, which it makes. */
export function orphansOf({ stack, objects }: StateExamination, code: Inventory): readonly Orphan[] {
  const moved = new Map(code.stacks.find(({ name }) => name === stack)?.moved.map(({ from, to }) => [from, to]));
  const written = new Set(code.resources({ stack, mode: 'managed' }).map(({ address }) => address));
  const held = objects.filter(({ mode }) => mode === 'managed').map(({ address }) => address);
  const kept = new Set(held.map(withoutKeys).map((address) => moved.get(address) ?? address));
  const inState = [...new Set(held)].flatMap((address): readonly Orphan[] => {
    const base = withoutKeys(address);
    if (written.has(base)) return [];
    const to = moved.get(base);
    if (to !== undefined && written.has(to)) return [];
    return [{ stack, address, only: 'state', next: 'the next apply destroys it' }];
  });
  const inCode = [...written].flatMap((address): readonly Orphan[] =>
    kept.has(address) ? [] : [{ stack, address, only: 'code', next: 'the next apply makes it' }],
  );
  return [...inState, ...inCode];
}
