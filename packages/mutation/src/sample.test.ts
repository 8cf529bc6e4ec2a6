import { expect, test } from 'vitest';
import { sample } from './sample.ts';

const mutants = ['A', 'B', 'C'].flatMap((name) =>
  ['flip', 'unset'].map((operator) => ({
    stack: 's',
    address: `aws_a.${name}`,
    type: 'aws_a',
    argument: 'on',
    at: 'on',
    operator,
    body: {},
  })),
);

test('takes so many of a kind, the same ones every time', () => {
  const drawn = sample(mutants, { perKind: 1 });
  expect(drawn.map(({ operator }) => operator).sort()).toEqual(['flip', 'unset']);
  expect(sample(mutants, { perKind: 1 })).toEqual(drawn);
  expect(sample(mutants, { perKind: 3, size: 4 })).toHaveLength(4);
});

test('draws others by another seed', () => {
  const draws = ['a', 'b', 'c', 'd', 'e'].map((seed) => JSON.stringify(sample(mutants, { perKind: 1, seed })));
  expect(new Set(draws).size).toBeGreaterThan(1);
});
