import { estateStackFor } from '@smile/core/fixtures';
import { synthesize } from '@smile/testing';
import { expect, test } from 'vitest';
import { type PeopleTrustOptions, peopleTrust } from './people-trust.ts';

const USER = 'arn:aws:iam::222222222222:user/break-glass-1';
const SIGN_IN = 'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/ap-southeast-3/AWSReservedSSO_Ops_*';

const statementsFor = (options: PeopleTrustOptions) => {
  const stack = estateStackFor((scope) => {
    peopleTrust(scope, 'Trust', options);
  });
  return synthesize(stack).inventory.ofType('aws_iam_policy_document')[0]?.values.statement;
};

test('a user shows MFA in the call (ACC-IAM)', () => {
  expect(statementsFor({ people: [USER] })).toEqual([
    {
      sid: 'UsersWithMfa',
      actions: ['sts:AssumeRole'],
      principals: [{ type: 'AWS', identifiers: [USER] }],
      condition: [{ test: 'Bool', variable: 'aws:MultiFactorAuthPresent', values: ['true'] }],
    },
  ]);
});

test("a user's MFA may have to be fresh", () => {
  expect(statementsFor({ people: [USER], mfaWithinSeconds: 600 })).toMatchObject([
    { condition: [{}, { test: 'NumericLessThan', variable: 'aws:MultiFactorAuthAge', values: ['600'] }] },
  ]);
});

test('a role of IAM Identity Center comes without the condition, which could never hold: its sign-in asked for MFA', () => {
  const [, signedIn] = statementsFor({ people: [USER, SIGN_IN] }) as object[];
  expect(signedIn).toEqual({
    sid: 'PeopleSignedIn',
    actions: ['sts:AssumeRole'],
    principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::222222222222:root'] }],
    condition: [{ test: 'ArnLike', variable: 'aws:PrincipalArn', values: [SIGN_IN] }],
  });
});
