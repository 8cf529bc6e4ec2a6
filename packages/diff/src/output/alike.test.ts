import { expect, it } from 'vitest';
import type { ResourceChange } from '../diff-report.ts';
import { alike } from './alike.ts';

const change = (address: string, more: Partial<ResourceChange> = {}): ResourceChange => ({
  stack: 'storage',
  address,
  type: 'aws_ecr_repository_policy',
  action: 'update',
  holdsData: false,
  newOneFirst: false,
  attributes: [
    {
      path: 'policy',
      before: 'as it is',
      after: '(known after apply)',
      follows: `data.aws_iam_policy_document.${address}_Statements.json`,
      replaces: false,
      ignored: false,
    },
  ],
  ...more,
});

const said = (changes: readonly ResourceChange[]) =>
  alike(changes).map(({ first, others }) => [first.address, ...others.map(({ address }) => address)]);

it('puts together what differs in the address alone', () => {
  expect(said([change('A'), change('B'), change('C', { stack: 'other' }), change('D')])).toEqual([
    ['A', 'B', 'D'],
    ['C'],
  ]);
});

it('keeps apart what is another change, and what is told by its address', () => {
  const attribute = change('X').attributes.map((one) => ({ ...one, path: 'force_delete' }));
  expect(said([change('A'), change('B', { attributes: attribute })])).toEqual([['A'], ['B']]);
  expect(
    said([change('A', { action: 'create', attributes: [] }), change('B', { action: 'create', attributes: [] })]),
  ).toEqual([['A'], ['B']]);
});
