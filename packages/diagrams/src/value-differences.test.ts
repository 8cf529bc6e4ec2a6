import { Inventory, type JsonObject } from '@smile/inventory';
import { expect, test } from 'vitest';
import { valueDifferences } from './value-differences.ts';

const stack = (stage: string, prefix: string, resource: Readonly<Record<string, JsonObject>>) => ({
  [`indonesia-${stage}-storage`]: {
    provider: { aws: [{ region: 'ap-southeast-3', allowed_account_ids: [stage === 'dev' ? '111' : '222'] }] },
    terraform: { backend: { s3: { bucket: `smile-${prefix}-state`, key: `indonesia/${stage}/storage.tfstate` } } },
    resource,
  },
});

const between = (dev: Readonly<Record<string, JsonObject>>, staging: Readonly<Record<string, JsonObject>>) => {
  const inventory = Inventory.fromStacks({ ...stack('dev', 'dev', dev), ...stack('staging', 'stg', staging) });
  return [...valueDifferences(inventory, 'indonesia/dev', 'indonesia/staging')];
};

test('finds values that differ, wherever they stand', () => {
  const lifecycle = (days: number) => ({
    aws_s3_bucket_lifecycle_configuration: { A: { rule: [{ expiration: { days } }] } },
  });
  expect(between(lifecycle(30), lifecycle(90))).toEqual([
    [
      'storage',
      [
        {
          address: 'aws_s3_bucket_lifecycle_configuration.A',
          path: 'rule[0].expiration.days',
          before: '30',
          after: '90',
        },
      ],
    ],
  ]);
});

test('finds what only one side says, of a resource that both have', () => {
  const [found] = between({ aws_kms_key: { A: {} } }, { aws_kms_key: { A: { enable_key_rotation: true } } });
  expect(found?.[1]).toEqual([
    { address: 'aws_kms_key.A', path: 'enable_key_rotation', before: undefined, after: 'true' },
  ]);
});

test.each([
  ['names', { bucket: 'smile-dev-loki' }, { bucket: 'smile-stg-loki' }],
  ['accounts', { policy: 'arn:aws:iam::111:root' }, { policy: 'arn:aws:iam::222:root' }],
  ['addresses', { cidr_block: '10.1.0.0/16' }, { cidr_block: '10.2.0.0/16' }],
  ['hosts', { fqdn: 'app.dev.smile.example' }, { fqdn: 'app.staging.smile.example' }],
  ['zones of Cloudflare', { zone_id: '1' }, { zone_id: '2' }],
])('%s differ by design', (_, dev, staging) => {
  expect(between({ aws_thing: { A: dev } }, { aws_thing: { A: staging } })).toEqual([]);
});

test('what only one side has is not a value', () => {
  expect(between({ aws_kms_key: { A: { a: 1 } } }, { aws_kms_key: { B: { a: 2 } } })).toEqual([]);
});
