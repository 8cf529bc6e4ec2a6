import type { Inventory, Stack } from '@smile/inventory';
import type { DiagramEdge, DiagramModel } from '../model.ts';
import { layerOf } from '../parts/identity.ts';
import { asWords, counted } from '../words.ts';
import { type EnvironmentPart, placeOf } from './environments.ts';

const IMPLIED = 'also follows from other arrows';

/** Stacks of an environment in the order of apply, with how many values each reads from another. */
export function stackDependencies(inventory: Inventory, environment: EnvironmentPart): DiagramModel {
  const stacks = inventory.stacks.filter((stack) => stack.environment === environment.id);
  const edges = stacks.flatMap((stack) => needsOf(inventory, stack, stacks));
  const order = inventory
    .layers()
    .map((layer) => layer.filter((stack) => stacks.includes(stack)).map(layerOf))
    .filter((layer) => layer.length > 0);
  return {
    kind: 'stacks',
    title: `Stacks of ${environment.id}`,
    subtitle: placeOf(environment).join(', '),
    description: `Order of apply: ${order.map((layer) => layer.join(' and ')).join(', then ')}.`,
    direction: 'right',
    groups: [],
    nodes: stacks.map((stack) => ({
      id: layerOf(stack),
      kind: 'stack',
      name: asWords(layerOf(stack)),
      facts: [
        counted(inventory.resources({ stack: stack.name, mode: 'managed' }).length, 'resource'),
        `apply in step ${order.findIndex((layer) => layer.includes(layerOf(stack))) + 1} of ${order.length}`,
      ],
    })),
    edges,
    notes: [
      'An arrow leads from a stack to one that reads its outputs. Stacks of one step can be applied at the same time.',
    ],
  };
}

function needsOf(inventory: Inventory, stack: Stack, all: readonly Stack[]): DiagramEdge[] {
  return stack.dependencies.flatMap((name): DiagramEdge[] => {
    const needed = all.find((other) => other.name === name);
    if (needed === undefined) return [];
    const values = inventory.outputs.filter(
      (output) => output.stack === name && output.consumers.some((consumer) => consumer.stack === stack.name),
    ).length;
    const implied = stack.dependencies.some((other) => other !== name && dependsOn(all, other, name));
    return [
      {
        from: layerOf(needed),
        to: layerOf(stack),
        label: values === 0 ? [] : [counted(values, 'value')],
        line: implied ? 'faint' : 'solid',
        ...(implied ? { meaning: IMPLIED } : {}),
      },
    ];
  });
}

function dependsOn(all: readonly Stack[], from: string, to: string): boolean {
  const stack = all.find(({ name }) => name === from);
  return stack?.dependencies.some((name) => name === to || dependsOn(all, name, to)) ?? false;
}
