import type { EnvironmentExamination } from '../examination.ts';

const SECRETS = [
  'mysql-main',
  'mysql-wms',
  'redis',
  'rabbitmq',
  'clickhouse',
  'debezium',
  'grafana-admin',
  'keycloak-admin',
  'gitlab',
  'jenkins-admin',
];

/** Ten secrets, encrypted with a key of ours, without a value in Terraform, and none for Cloudflare. */
export function hasSecrets(one: EnvironmentExamination): void {
  const secrets = SECRETS.map((name) => one.one(`secret ${name}`, one.named('aws_secretsmanager_secret', name)));
  for (const secret of secrets) if (secret !== undefined) one.present(secret, 'kms_key_id', 'a key of ours');
  one.exactly(SECRETS.length, 'secret', one.ofType('aws_secretsmanager_secret'));
  one.none('value of a secret in Terraform', one.ofType('aws_secretsmanager_secret_version'));
  const tokens = one.resources({ type: ['aws_secretsmanager_secret', 'aws_ssm_parameter'] });
  one.none(
    'Cloudflare token as a resource',
    tokens.filter(({ values }) => /cloudflare/i.test(String(values.name))),
  );
}
