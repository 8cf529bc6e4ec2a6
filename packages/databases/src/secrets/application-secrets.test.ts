import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { type Days, EncryptionKey } from '@smile/core';
import { estateStackFor, testEnvironment } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { ApplicationSecrets } from './application-secrets.ts';
import { PODS } from './catalogue/pod-accounts.ts';
import { Secret, type SecretProps } from './secret.ts';

const stackWith = (recovery?: Days, use: (secrets: ApplicationSecrets, role: IamRole) => void = () => {}) =>
  estateStackFor(
    (scope) => {
      const encryption = new EncryptionKey(scope, 'SecretsKey', { description: 'Secrets' });
      const secrets = new ApplicationSecrets(scope, 'Secrets', { encryption, recovery });
      use(secrets, new IamRole(scope, 'Reader', { assumeRolePolicy: '{}' }));
    },
    { layer: 'databases' },
  );

const stack = stackWith();

describe('the secrets (APP-SECRETS)', () => {
  test('are ten, named after the environment', () => {
    expect(resourcesOf(stack, SecretsmanagerSecret).map(({ name }) => name)).toEqual([
      'smile-uat/clickhouse',
      'smile-uat/debezium',
      'smile-uat/gitlab',
      'smile-uat/grafana-admin',
      'smile-uat/jenkins-admin',
      'smile-uat/keycloak-admin',
      'smile-uat/mysql-main',
      'smile-uat/mysql-wms',
      'smile-uat/rabbitmq',
      'smile-uat/redis',
    ]);
  });

  test('have no value in Terraform', () => {
    expect(stack).toHaveResourceCount(SecretsmanagerSecretVersion, 0);
  });

  test('say who answers for them, who reads them, and what is in them', () => {
    expect(stack).toHaveResource(SecretsmanagerSecret, {
      name: 'smile-uat/debezium',
      description:
        'Users of change data capture, in the main MySQL and in Kafka: JSON with username, password, kafka-cdc-password, connect-keystore-password, kafka-risingwave-password',
      tags: {
        'secret-owner': 'data',
        'secret-consumers': 'database-jobs/mysql-accounts etl/cdc-connect etl/data-entity-operator etl/risingwave-sql',
      },
    });
  });

  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/managing-secrets_tagging.html
  test('have tags and descriptions that AWS takes', () => {
    for (const { name, tags, description } of resourcesOf(stack, SecretsmanagerSecret)) {
      const consumers = String((tags as Record<string, string>)['secret-consumers']);
      expect(consumers, String(name)).toMatch(/^[a-z0-9/ -]{1,256}$/);
      expect(String(description).length).toBeLessThanOrEqual(2048);
    }
  });

  test('are encrypted, protected, and can be brought back for 30 days by default', () => {
    expect(stack).toReference(SecretsmanagerSecret, 'kms_key_id', KmsKey);
    for (const secret of resourcesOf(stack, SecretsmanagerSecret)) {
      expect(secret).toMatchObject({ recovery_window_in_days: 30, lifecycle: { prevent_destroy: true } });
    }
  });

  test('can be brought back for as long as asked', () => {
    expect(stackWith('7 days')).toHaveResource(SecretsmanagerSecret, { recovery_window_in_days: 7 });
  });
});

test('the secrets of a cluster, and of pods that read by themselves, are told apart by name', () => {
  const names: Record<string, unknown> = {};
  stackWith(undefined, (secrets) => {
    const ends = (list: readonly Secret[]) => list.map(({ node }) => node.id);
    names.data = ends(secrets.syncedTo(['data']));
    names.job = ends(secrets.readDirectlyBy(PODS.mysqlAccounts));
  });
  expect(names).toEqual({
    data: ['mysql-main', 'clickhouse', 'debezium', 'keycloak-admin'],
    job: ['mysql-main', 'mysql-wms', 'debezium'],
  });
});

test('a role is granted one secret, and the use of its key', () => {
  const granted = stackWith(undefined, (secrets, role) => secrets.secret('redis').grantRead(role));
  const [redis] = resourcesOf(granted, SecretsmanagerSecret).filter(({ name }) => name === 'smile-uat/redis');
  expect(redis).toBeDefined();
  expect(granted).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      {
        sid: 'ReadSecret',
        actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        resources: [expect.stringMatching(/^\$\{aws_secretsmanager_secret\.Secrets_redis_\w+\.arn\}$/)],
      },
      { sid: 'UseKey', actions: ['kms:Decrypt', 'kms:DescribeKey'], resources: ['${aws_kms_key.SecretsKey.arn}'] },
    ],
  });
});

describe('one secret', () => {
  const secretWith = (props: Partial<SecretProps>) => () =>
    estateStackFor(
      (scope) => {
        const encryption = new EncryptionKey(scope, 'Key', { description: 'Secrets' });
        const madeBy = { by: 'person', from: 'a trial' } as const;
        const token = { description: 'Token', madeBy, readers: [], unreadBecause: 'it is a trial' } as const;
        const entry = { description: 'Trial', owner: 'platform', fields: { token } };
        new Secret(scope, 'Trial', { name: 'trial', entry, encryption, ...props });
      },
      { environment: testEnvironment({ allowDataLoss: true }) },
    );

  test('may be deleted with both keys', () => {
    expect(secretWith({ deletion: { allowedBecause: 'a trial' } })()).toHaveResource(SecretsmanagerSecret, {
      lifecycle: { prevent_destroy: false },
      tags: { 'deletion-allowed-because': 'a trial' },
    });
  });

  test('cannot be brought back for as long as one likes', () => {
    expect(secretWith({ recovery: '60 days' })).toFailWith(
      "indonesia-staging-network/Trial: recovery must be 7 to 30 days, got '60 days'; production uses '30 days'",
    );
  });
});
