import { expect, test } from 'vitest';
import { withoutDynamicPairs } from './dynamic-pair.ts';
import { UNKNOWN } from './value.ts';

const type = Buffer.from('["list",["object",{"priority":"number"}]]');

test('unwraps what travels as type and value, at any depth, and leaves the rest', () => {
  expect(
    withoutDynamicPairs({
      name: 'web',
      rule: [
        type,
        [
          { priority: 1, statement: [type, { limit: 10 }] },
          { priority: 2, statement: null },
        ],
      ],
      pair: ['a', 'b'],
      later: UNKNOWN,
    }),
  ).toEqual({
    name: 'web',
    rule: [
      { priority: 1, statement: { limit: 10 } },
      { priority: 2, statement: null },
    ],
    pair: ['a', 'b'],
    later: UNKNOWN,
  });
});
