import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { estateStackFor } from '@smile/core/fixtures';
import { authorize, parseTerraformDocument } from '@smile/policy';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { statementsAt } from './fixtures.ts';
import { SecretWriters } from './secret-writers.ts';

const PRINCIPALS = [
  'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/ap-southeast-3/AWSReservedSSO_Operator_*',
];
const stack = estateStackFor((scope) => new SecretWriters(scope, 'SecretWriters', { principals: PRINCIPALS }), {
  layer: 'access',
});
const identity = parseTerraformDocument({ statement: statementsAt(stack, 'SecretWriters/Statements') });

const OWN = 'arn:aws:secretsmanager:ap-southeast-3:222222222222:secret:smile-uat/gitlab-AbCdEf';
const KEY = 'arn:aws:kms:ap-southeast-3:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** Whether somebody in the role may do it. */
function verdict(action: string, resource: string, context: Readonly<Record<string, string>> = {}) {
  const principal = { kind: 'role', arn: 'arn:aws:iam::222222222222:role/smile-uat-secret-writer' } as const;
  return authorize({ principal, action, resource, context }, { identity: [identity] }).verdict;
}

/** What Secrets Manager sends with a call of KMS. https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
const through = (secret: string) => ({
  'kms:ViaService': 'secretsmanager.ap-southeast-3.amazonaws.com',
  'kms:EncryptionContext:SecretARN': secret,
});

describe('people who give secrets their values (ACC-IAM)', () => {
  test('are those who sign in with MFA, for an hour', () => {
    expect(stack).toHaveResource(IamRole, { name: 'smile-uat-secret-writer', max_session_duration: 3600 });
    expect(statementsAt(stack, 'SecretWriters/Trust')).toMatchObject([
      { condition: [{ test: 'ArnLike', variable: 'aws:PrincipalArn', values: PRINCIPALS }] },
    ]);
  });

  test.each([
    ['secretsmanager:PutSecretValue', OWN, 'allowed'],
    ['secretsmanager:DescribeSecret', OWN, 'allowed'],
    ['secretsmanager:GetRandomPassword', '*', 'allowed'],
    ['secretsmanager:GetSecretValue', OWN, 'denied'],
    ['secretsmanager:BatchGetSecretValue', OWN, 'denied'],
    ['secretsmanager:UpdateSecret', OWN, 'denied'],
    ['secretsmanager:DeleteSecret', OWN, 'denied'],
    ['secretsmanager:PutResourcePolicy', OWN, 'denied'],
    ['secretsmanager:PutSecretValue', OWN.replace('smile-uat/', 'smile-prd/'), 'denied'],
    ['secretsmanager:PutSecretValue', OWN.replace('smile-uat/gitlab', 'rds!db-1'), 'denied'],
    ['secretsmanager:PutSecretValue', OWN.replace('222222222222', '111111111111'), 'denied'],
  ])('%s on %s is %s', (action, resource, expected) => {
    expect(verdict(action, resource)).toBe(expected);
  });

  // PutSecretValue needs kms:GenerateDataKey and kms:Decrypt.
  test('use keys through Secrets Manager only, for secrets of the environment only', () => {
    for (const action of ['kms:GenerateDataKey', 'kms:Decrypt']) {
      expect(verdict(action, KEY, through(OWN))).toBe('allowed');
      expect(verdict(action, KEY)).toBe('denied');
      expect(verdict(action, KEY, through(OWN.replace('smile-uat/', 'smile-prd/')))).toBe('denied');
    }
  });
});
