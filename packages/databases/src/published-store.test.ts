import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { PrivateZone } from '@smile/network';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { storeStackFor } from './fixtures.ts';
import { PublishedStore } from './published-store.ts';

const stack = storeStackFor((scope, { vpc }) => {
  new PublishedStore(scope, 'Published', {
    store: 'redis',
    label: 'redis',
    zone: new PrivateZone(scope, 'Zone', { vpc, domain: 'uat.smile.internal' }),
    endpoint: { host: 'master.smile-uat-redis.apse3.cache.amazonaws.com', port: 6379 },
    facts: { 'secret-arn': 'arn:aws:secretsmanager:ap-southeast-3:222222222222:secret:smile-uat/redis-x' },
  });
});

test('has a short name in the private zone', () => {
  expect(stack).toHaveResource(Route53Record, {
    name: 'redis.uat.smile.internal',
    type: 'CNAME',
    ttl: 60,
    records: ['master.smile-uat-redis.apse3.cache.amazonaws.com'],
  });
});

test('has a parameter for every fact, readable in a plan since none is a secret', () => {
  const facts = resourcesOf(stack, SsmParameter).map(({ name, type, insecure_value }) => [name, type, insecure_value]);
  expect(facts).toEqual([
    ['/smile/uat/databases/redis/host', 'String', 'master.smile-uat-redis.apse3.cache.amazonaws.com'],
    ['/smile/uat/databases/redis/port', 'String', '6379'],
    [
      '/smile/uat/databases/redis/secret-arn',
      'String',
      'arn:aws:secretsmanager:ap-southeast-3:222222222222:secret:smile-uat/redis-x',
    ],
    ['/smile/uat/databases/redis/tls', 'String', 'required'],
  ]);
});
