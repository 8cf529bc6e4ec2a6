import { expect, test } from 'vitest';
import { mergePolicies } from './merge-policies.ts';
import { parsePolicy } from './parse-policy.ts';

test('a policy is read with its one or many actions, principals and values', () => {
  const policy = parsePolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Sid: 'One',
        Effect: 'Deny',
        Principal: { AWS: ['1', '2'], Service: 's' },
        NotAction: 'a:b',
        NotResource: ['r'],
        Condition: { Bool: { k: false }, NumericLessThan: { l: 5 } },
      },
    }),
  );
  expect(policy).toEqual({
    version: '2012-10-17',
    statements: [
      {
        sid: 'One',
        effect: 'Deny',
        principals: [
          { type: 'AWS', ids: ['1', '2'] },
          { type: 'Service', ids: ['s'] },
        ],
        notActions: ['a:b'],
        notResources: ['r'],
        conditions: [
          { operator: 'Bool', key: 'k', values: ['false'] },
          { operator: 'NumericLessThan', key: 'l', values: ['5'] },
        ],
      },
    ],
  });
});

test('every problem of a document is told at once', () => {
  const document = {
    Version: '2026-01-01',
    Statement: [
      { Effect: 'Alow', Action: 'a', NotAction: 'b' },
      { Effect: 'Allow', Condition: { StringLikes: { k: 'v' } } },
    ],
  };
  expect(() => parsePolicy(document)).toThrow(
    `not an IAM policy:
- Version must be "2012-10-17" or "2008-10-17", got "2026-01-01"
- statement 1: Effect must be "Allow" or "Deny", got "Alow"
- statement 1: must not have both Action and NotAction
- statement 2: must have Action or NotAction, got neither
- statement 2: StringLikes is no condition operator`,
  );
});

test.each([
  ['{', 'not an IAM policy:\n- the document must be JSON, got "{"'],
  ['[]', 'not an IAM policy:\n- the document must be a JSON object'],
  ['{}', 'not an IAM policy:\n- Statement must be there, got nothing'],
])('%s is refused', (text, message) => {
  expect(() => parsePolicy(text)).toThrow(message);
});

test('a document without a version is one of 2008', () => {
  expect(parsePolicy({ Statement: [] }).version).toBe('2008-10-17');
});

test('merged policies keep one statement of a Sid, the last, in the place of the first', () => {
  const policy = (...statements: readonly object[]) =>
    parsePolicy({ Version: '2012-10-17', Statement: statements.map((one) => ({ Effect: 'Allow', ...one })) });
  const merged = mergePolicies([
    policy({ Sid: 'A', Action: 'a:1' }, { Action: 'b:1' }),
    policy({ Sid: 'A', Action: 'a:2' }, { Action: 'b:1' }),
  ]);
  expect(merged.statements.map(({ actions }) => actions)).toEqual([['a:2'], ['b:1'], ['b:1']]);
});
