import { expect, test } from 'vitest';
import { capacityOf, capacityProblems } from './capacity.ts';
import type { Statement } from './statement.ts';

const PATH = { kind: 'path', startsWith: '/a' } as const;

test.each<[number, Statement]>([
  [700, { kind: 'managed-group', group: 'AWSManagedRulesCommonRuleSet' }],
  [25, { kind: 'managed-group', group: 'AWSManagedRulesAmazonIpReputationList' }],
  [2, { kind: 'rate', limit: 100, client: 'source' }],
  [24, { kind: 'rate', limit: 100, client: 'source', of: PATH }],
  [1, { kind: 'country', anyOf: ['ID'], client: 'source' }],
  [1, { kind: 'label', label: 'a' }],
  [22, PATH],
  [22, { kind: 'not', statement: PATH }],
  [44, { kind: 'any', statements: [PATH, PATH] }],
])('%i units: %j', (capacity, statement) => {
  expect(capacityOf(statement)).toBe(capacity);
});

test('1,500 units are in the price of an ACL, not one more', () => {
  const paths = (count: number) => Array.from({ length: count }, () => PATH);
  const rules = (count: number) => [
    { name: 'Common', statement: { kind: 'managed-group', group: 'AWSManagedRulesCommonRuleSet' } as const },
    { name: 'Paths', statement: { kind: 'any', statements: paths(count) } as const },
    {
      name: 'Rates',
      statement: { kind: 'rate', limit: 100, client: 'source', of: { kind: 'any', statements: paths(1) } } as const,
    },
  ];
  expect(capacityProblems(rules(35))).toEqual([]);
  expect(capacityProblems(rules(36))).toEqual([
    'the rules use 1516 capacity units (Common 700, Paths 792, Rates 24), a web ACL has 1500; leave out a group or an exception',
  ]);
});
