import { expect, test } from 'vitest';
import { ALLOWANCES } from './allowances.ts';
import { FREE_TYPES, isFree, UNPRICED_TYPES } from './other-types.ts';
import { isJudged } from './pricers.ts';

test('a type is free by its name, or by the beginning of it', () => {
  expect(['aws_iam_role', 'aws_kms_alias', 'kubernetes_namespace_v1'].filter(isFree)).toHaveLength(3);
  expect(['aws_nat_gateway', 'aws_kms_key', 'aws_lb'].filter(isFree)).toEqual([]);
});

test('what is free says why, and on which page', () => {
  for (const { why, source } of FREE_TYPES) {
    expect(why).not.toBe('');
    expect(source).toMatch(/^https:\/\//);
  }
  for (const { source } of ALLOWANCES) expect(source).toMatch(/^https:\/\//);
});

test('a type has a price, is free, or is listed; one that nobody has judged is none of these', () => {
  expect([...Object.keys(UNPRICED_TYPES), 'aws_iam_role', 'aws_db_instance'].every(isJudged)).toBe(true);
  expect(isJudged('aws_quantum_computer')).toBe(false);
});
