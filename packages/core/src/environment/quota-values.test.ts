import { describe, expect, test } from 'vitest';
import { TEST_VALUES, testEnvironment } from '../fixtures.ts';
import { defineEnvironment, type EnvironmentValues } from './environment.ts';

function failure(quotas: unknown): string {
  try {
    defineEnvironment({ ...TEST_VALUES, quotas } as EnvironmentValues);
  } catch (error) {
    return (error as Error).message.replace(/^indonesia\/staging: /, '');
  }
  return 'accepted';
}

test('what AWS granted is a value, and none is AWS’s default', () => {
  expect(testEnvironment({ quotas: { 'ec2/L-1216C47A': 400 } }).quotas).toEqual({ 'ec2/L-1216C47A': 400 });
  expect(testEnvironment({}).quotas).toBeUndefined();
});

describe('refused', () => {
  test.each([
    [{ 'ec2/L-1216C47B': 400 }, "quotas['ec2/L-1216C47B']: no such quota; did you mean ec2/L-1216C47A?"],
    [{ vcpus: 400 }, "quotas['vcpus']: no such quota; smile doctor --quotas lists them"],
    [
      { 'ec2/L-1216C47A': '400' },
      'quotas[\'ec2/L-1216C47A\']: expected a whole number, got "400"; write what Service Quotas shows',
    ],
    [
      { 'ec2/L-1216C47A': 400.5 },
      "quotas['ec2/L-1216C47A']: expected a whole number, got 400.5; write what Service Quotas shows",
    ],
    [
      { 'logs/resource-policies': 20 },
      'quotas[\'logs/resource-policies\']: AWS grants no more than 10 of "Resource policies per account and Region" to anybody; remove it',
    ],
    // VPC guide, "Amazon VPC quotas": security groups per network interface, up to 16.
    [
      { 'vpc/L-2AFB9258': 17 },
      'quotas[\'vpc/L-2AFB9258\']: expected at most 16, to which AWS raises "Security groups per network interface", got 17; write what Service Quotas shows',
    ],
    // Same page: rules multiplied by groups cannot exceed 1,000. 100 rules leave 10 groups, 201 rules not even the five of every account.
    [
      { 'vpc/L-0EA8095F': 201 },
      "quotas: 201 rules per security group × 5 groups per network interface are 1005, and AWS grants no more than 1000; lower 'vpc/L-0EA8095F' or 'vpc/L-2AFB9258'",
    ],
    [[400], "quotas: expected numbers by quota, as in { 'ec2/L-1216C47A': 400 }, got [400]"],
  ])('%j', (quotas, message) => {
    expect(failure(quotas)).toBe(message);
  });

  test('every problem at once', () => {
    expect(failure({ 'ec2/L-1216C47A': -1, 'iam/managed-policy-size': 7000 })).toBe(`2 problems
  - quotas['ec2/L-1216C47A']: expected a whole number, got -1; write what Service Quotas shows
  - quotas['iam/managed-policy-size']: AWS grants no more than 6144 of "Characters of a managed policy" to anybody; remove it`);
  });
});

test.each([[{ 'vpc/L-0EA8095F': 200 }], [{ 'vpc/L-0EA8095F': 100, 'vpc/L-2AFB9258': 10 }], [{ 'ec2/L-1216C47A': 0 }]])(
  '%j is within what AWS grants',
  (quotas) => {
    expect(failure(quotas)).toBe('accepted');
  },
);
