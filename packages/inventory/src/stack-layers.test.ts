import { expect, test } from 'vitest';
import { stackLayers } from './stack-layers.ts';

const graph = (needs: Record<string, string[]>) => {
  return new Map(Object.entries(needs).map(([name, list]) => [name, new Set(list)]));
};

test('puts a stack one layer above the highest that it needs', () => {
  const { layers, cycle } = stackLayers(graph({ c: ['a', 'b'], b: ['a'], a: [], d: [] }));
  expect(Object.fromEntries(layers)).toEqual({ a: 0, d: 0, b: 1, c: 2 });
  expect(cycle).toEqual([]);
});

test('names the stacks that a cycle keeps from any order', () => {
  const { cycle } = stackLayers(graph({ a: [], b: ['a', 'c'], c: ['b'] }));
  expect(cycle).toEqual(['b', 'c']);
});
