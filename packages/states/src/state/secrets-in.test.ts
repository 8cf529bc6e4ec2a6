import { expect, test } from 'vitest';
import { entry } from '../fixtures/state-file.ts';
import { secretsIn } from './secrets-in.ts';
import { instancesOf } from './state-instance.ts';

/** What is found in an object, as `path: because (expected)`. */
function found(type: string, attributes: object, instance: object = {}) {
  return instancesOf(entry(type, 'X', attributes, instance) as never)
    .flatMap(secretsIn)
    .map(
      ({ path, because, expected }) => `${path}: ${because}${expected === undefined ? '' : `, expected: ${expected}`}`,
    );
}

test('what Terraform calls sensitive', () => {
  const sensitive_attributes = [[{ type: 'get_attr', value: 'user' }]];
  const user = [{ username: 'admin', password: 'hunter2hunter2' }];
  expect(found('aws_mq_broker', { user, name: 'broker' }, { sensitive_attributes })).toEqual([
    'user[0].username: Terraform calls it sensitive, expected: the first user, dead after the first rotation (docs/adr/0008)',
    'user[0].password: Terraform calls it sensitive, expected: the first user, dead after the first rotation (docs/adr/0008)',
  ]);
});

test.each<[string, string, object, string[]]>([
  ['a password by its name', 'aws_db_instance', { password: 'p4ssw0rd' }, ['password: its name says so']],
  [
    'a secret version',
    'aws_secretsmanager_secret_version',
    { secret_string: 'abc', secret_id: 'arn:aws:secretsmanager:x' },
    ['secret_string: its name says so'],
  ],
  [
    'a private key wherever it stands',
    'aws_instance',
    { user_data: 'echo "-----BEGIN RSA PRIVATE KEY-----"' },
    ['user_data: it is a private key'],
  ],
  [
    'an access key in an environment',
    'aws_lambda_function',
    // The example key of AWS's documentation.
    { environment: [{ variables: { KEY: 'AKIAIOSFODNN7EXAMPLE' } }] },
    ['environment[0].variables.KEY: it has the form of an access key of AWS'],
  ],
  [
    'an address with a password',
    'helm_release',
    { values: ['url: mysql://root:hunter2@db:3306'] },
    ['values[0]: it is an address with a password'],
  ],
  [
    'the first token of Redis, which is expected',
    'aws_elasticache_replication_group',
    { auth_token: '6f1e' },
    ['auth_token: its name says so, expected: the first token, dead after the first rotation (docs/adr/0008)'],
  ],
  [
    'no references, switches or places of secrets',
    'aws_db_instance',
    {
      master_user_secret: [{ secret_arn: 'arn:aws:secretsmanager:a:b:secret:c' }],
      password: null,
      manage_master_user_password: true,
      secret: 'arn:aws:secretsmanager:a:b:secret:c',
      token: '',
    },
    [],
  ],
])('%s', (_, type, attributes, expected) => {
  expect(found(type, attributes)).toEqual(expected);
});

test('a parameter whose value is secret, and none that only holds the name of a host', () => {
  const sensitive_attributes = [[{ type: 'get_attr', value: 'value' }]];
  const parameter = (type: string) =>
    found('aws_ssm_parameter', { type, value: 'db.internal' }, { sensitive_attributes });
  expect([parameter('String'), parameter('SecureString')]).toEqual([[], ['value: Terraform calls it sensitive']]);
});
