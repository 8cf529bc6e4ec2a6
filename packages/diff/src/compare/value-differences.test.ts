import type { Json } from '@smile/inventory';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueDifferences } from './value-differences.ts';

const paths = (before: Json, after: Json) =>
  valueDifferences(before, after).map(({ path, before: old, after: fresh }) => [path, old, fresh]);

describe('differences of values', () => {
  it.each<[string, Json, Json, readonly unknown[]]>([
    ['an argument', { size: 1, name: 'a' }, { size: 2, name: 'a' }, [['size', 1, 2]]],
    ['one that comes', {}, { size: 2 }, [['size', undefined, 2]]],
    [
      'a block that comes, leaf by leaf',
      {},
      { a: { b: 1, c: [] } },
      [
        ['a.b', undefined, 1],
        ['a.c', undefined, []],
      ],
    ],
    ['a block written as a list of one', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, [['a.b', 1, 2]]],
    [
      'plain elements, wherever they stand',
      { ids: ['a', 'b', 'c'] },
      { ids: ['d', 'c', 'a', 'e'] },
      [
        ['ids', 'b', undefined],
        ['ids', undefined, 'd'],
        ['ids', undefined, 'e'],
      ],
    ],
    ['one element for another', { ids: ['a', 'b'] }, { ids: ['a', 'c'] }, [['ids', 'b', 'c']]],
    ['another order alone', { ids: ['a', 'b'] }, { ids: ['b', 'a'] }, [['ids', ['a', 'b'], ['b', 'a']]]],
    [
      'elements with names, by name',
      {
        rule: [
          { name: 'one', days: 1 },
          { name: 'two', days: 2 },
        ],
      },
      {
        rule: [
          { name: 'new', days: 9 },
          { name: 'one', days: 1 },
          { name: 'two', days: 3 },
        ],
      },
      [
        ['rule[two].days', 2, 3],
        ['rule[new].name', undefined, 'new'],
        ['rule[new].days', undefined, 9],
      ],
    ],
    ['elements without names, by place', { r: [{ a: 1 }, { a: 2 }] }, { r: [{ a: 1 }, { a: 3 }] }, [['r[1].a', 2, 3]]],
    [
      'JSON inside a text: objects of a release by kind and name',
      { values: ['{"manifests":[{"kind":"Service","metadata":{"name":"api","namespace":"smile"},"spec":{"n":1}}]}'] },
      {
        values: [
          '{"manifests":[{"kind":"ConfigMap","metadata":{"name":"api","namespace":"smile"}},{"kind":"Service","metadata":{"name":"api","namespace":"smile"},"spec":{"n":2}}]}',
        ],
      },
      [
        ['values.manifests[Service smile api].spec.n', 1, 2],
        ['values.manifests[ConfigMap smile api].kind', undefined, 'ConfigMap'],
        ['values.manifests[ConfigMap smile api].metadata.name', undefined, 'api'],
        ['values.manifests[ConfigMap smile api].metadata.namespace', undefined, 'smile'],
      ],
    ],
    [
      'a text that only looks like JSON',
      { policy: '{"a": ${aws_vpc.V.id}}' },
      { policy: '{"a": 1}' },
      [['policy', '{"a": ${aws_vpc.V.id}}', '{"a": 1}']],
    ],
    ['a number that becomes a text', { a: 1 }, { a: '1' }, [['a', 1, '1']]],
  ])('%s', (_, before, after, expected) => {
    expect(paths(before, after)).toEqual(expected);
  });

  it('names arguments without what tells elements apart', () => {
    const [only] = valueDifferences({ rule: [{ name: 'x', days: 1 }] }, { rule: [{ name: 'x', days: 2 }] });
    expect(only).toMatchObject({ path: 'rule[x].days', argument: 'rule.days' });
  });

  it('are none of equal trees, and some of others', () => {
    const tree = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        expect(valueDifferences(one, structuredClone(one) as Json)).toEqual([]);
        if (JSON.stringify(one) !== JSON.stringify(other)) {
          expect(valueDifferences({ a: one }, { a: other }).length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
