import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { authorize, parseTerraformDocument } from '@smile/policy';
import { synthesize } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { clusterStackFor } from '../fixtures.ts';
import { ExternalSecretsAccess } from './external-secrets-access.ts';

const arn = (name: string) => `arn:aws:secretsmanager:ap-southeast-3:222222222222:secret:smile-uat/${name}-AbCdEf`;
const KEY = 'arn:aws:kms:ap-southeast-3:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const stackWith = (names: readonly string[]) =>
  clusterStackFor({}, (scope, cluster) => {
    const secrets = names.map((name) => ({ secretArn: arn(name) }));
    new ExternalSecretsAccess(scope, 'ExternalSecrets', { cluster, secrets, encryption: { keyArn: KEY } });
  });

const stack = stackWith(['redis', 'mysql-main']);

/** Whether the operator's role may do it. */
function verdict(action: string, resource: string, context: Readonly<Record<string, string>> = {}) {
  const address = 'data.aws_iam_policy_document.ExternalSecrets_Identity_Role_Statements_*';
  const documents = synthesize(stack).inventory.resources({ address });
  expect(documents).toHaveLength(1);
  const identity = documents.map(({ values }) => parseTerraformDocument(values));
  const principal = { kind: 'role', arn: 'arn:aws:iam::222222222222:role/external-secrets' } as const;
  return authorize({ principal, action, resource, context }, { identity }).verdict;
}

describe('the operator of External Secrets', () => {
  test('is one service account of one cluster', () => {
    expect(stack).toHaveResource(EksPodIdentityAssociation, {
      namespace: 'external-secrets',
      service_account: 'external-secrets',
    });
    expect(stack).toReference(EksPodIdentityAssociation, 'depends_on', IamRolePolicy);
    expect(stack).toHaveResource(IamRole, { description: 'External Secrets in cluster smile-uat-app' });
  });

  test.each([
    ['secretsmanager:GetSecretValue', arn('redis'), 'allowed'],
    ['secretsmanager:GetSecretValue', arn('mysql-main'), 'allowed'],
    ['secretsmanager:DescribeSecret', arn('redis'), 'allowed'],
    ['secretsmanager:GetResourcePolicy', arn('redis'), 'allowed'],
    ['secretsmanager:ListSecretVersionIds', arn('redis'), 'allowed'],
    ['secretsmanager:GetSecretValue', arn('mysql-wms'), 'denied'],
    ['secretsmanager:GetSecretValue', arn('redis-of-others'), 'denied'],
    ['secretsmanager:GetSecretValue', arn('redis').replace('smile-uat', 'smile-prd'), 'denied'],
    ['secretsmanager:GetSecretValue', arn('redis').replace('222222222222', '111111111111'), 'denied'],
    ['secretsmanager:PutSecretValue', arn('redis'), 'denied'],
    ['secretsmanager:DeleteSecret', arn('redis'), 'denied'],
    ['secretsmanager:PutResourcePolicy', arn('redis'), 'denied'],
    ['secretsmanager:ListSecrets', '*', 'denied'],
    ['secretsmanager:BatchGetSecretValue', '*', 'denied'],
  ])('%s on %s is %s', (action, resource, expected) => {
    expect(verdict(action, resource)).toBe(expected);
  });

  // What Secrets Manager sends: https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
  const through = (name: string, region = 'ap-southeast-3') => ({
    'kms:ViaService': `secretsmanager.${region}.amazonaws.com`,
    'kms:EncryptionContext:SecretARN': arn(name),
  });

  test('decrypts its own secrets through Secrets Manager, and nothing else', () => {
    expect(verdict('kms:Decrypt', KEY, through('redis'))).toBe('allowed');
    expect(verdict('kms:Decrypt', KEY)).toBe('denied');
    expect(verdict('kms:Decrypt', KEY, through('mysql-wms'))).toBe('denied');
    expect(verdict('kms:Decrypt', KEY, through('redis', 'eu-north-1'))).toBe('denied');
    expect(verdict('kms:Decrypt', KEY.replace('1234abcd', '9234abcd'), through('redis'))).toBe('denied');
    expect(verdict('kms:GenerateDataKey', KEY, through('redis'))).toBe('denied');
  });
});

test('an operator without a secret to read is refused', () => {
  expect(() => stackWith([])).toFailWith(
    'indonesia-staging-clusters/ExternalSecrets/Default/Identity/Role: the role may do nothing: got neither statements nor managedPolicyArns; give it some, or set grantedElsewhere when other constructs do',
  );
});
