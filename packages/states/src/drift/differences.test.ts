import type { Json } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { differences, formatPath } from './differences.ts';

/** Paths that differ, with both values. */
function paths(before: Json, after: Json) {
  return differences(before, after).map((one) => [formatPath(one.steps), one.before, one.after]);
}

describe('what differs', () => {
  test.each<[string, Json, Json, unknown]>([
    ['nothing in equal values', { a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }, []],
    ['nothing between null, an empty text and an empty list', { a: null, b: '' }, { a: [], c: {} }, []],
    [
      'not zero or false from nothing',
      { a: null, b: null },
      { a: 0, b: false },
      [
        ['a', null, 0],
        ['b', null, false],
      ],
    ],
    ['nested values by their path', { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, [['a.b.c', 1, 2]]],
    ['keys that are no plain names, quoted', { tags: { 'a/b': 'x' } }, { tags: {} }, [['tags["a/b"]', 'x', undefined]]],
    [
      'a map that was nothing by its keys',
      { tags: null },
      { tags: { owner: 'me' } },
      [['tags.owner', undefined, 'me']],
    ],
    ['a list of plain values as one', { a: ['x', 'y'] }, { a: ['x', 'z'] }, [['a', ['x', 'y'], ['x', 'z']]]],
    [
      'nothing in a policy that is written in another order',
      { p: '{"a":1,"b":[2]}' },
      { p: '{ "b": [2], "a": 1 }' },
      [],
    ],
    ['a policy that says something else', { p: '{"a":1}' }, { p: '{"a":2}' }, [['p', '{"a":1}', '{"a":2}']]],
    [
      'a block that is added in front as one difference',
      { rule: [{ port: 443, from: 'a' }] },
      {
        rule: [
          { port: 22, from: 'b' },
          { port: 443, from: 'a' },
        ],
      },
      [['rule[0]', undefined, { port: 22, from: 'b' }]],
    ],
    [
      'a block that is changed by its attribute, wherever it moved',
      {
        rule: [
          { port: 443, from: 'a', to: 'x' },
          { port: 80, from: 'b', to: 'y' },
        ],
      },
      {
        rule: [
          { port: 80, from: 'b', to: 'y' },
          { port: 443, from: 'a', to: 'z' },
        ],
      },
      [['rule[0].to', 'x', 'z']],
    ],
    ['the last block that went', { rule: [{ port: 22 }] }, { rule: [] }, [['rule[0].port', 22, undefined]]],
  ])('%s', (_, before, after, expected) => {
    expect(paths(before, after)).toEqual(expected);
  });
});
