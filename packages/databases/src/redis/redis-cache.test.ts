import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { testEnvironment } from '@smile/core/fixtures';
import { SecurityGroup } from '@smile/network';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { storeStackFor, TEST_UPKEEP } from '../fixtures.ts';
import { RedisCache, type RedisCacheProps } from './redis-cache.ts';

const BASIC = { name: 'redis', version: '6.2', nodeType: 'm5.xlarge' } as const;

const stackWith = (props: Partial<RedisCacheProps> = {}, allowDataLoss = false) =>
  storeStackFor(
    (scope, surroundings) => {
      new RedisCache(scope, 'Redis', { ...surroundings, ...BASIC, ...props });
    },
    { environment: testEnvironment({ allowDataLoss }) },
  );

const stack = stackWith();

const alarmsOf = (props: Partial<RedisCacheProps> = {}) =>
  resourcesOf(stackWith(props), CloudwatchMetricAlarm).map(
    ({ metric_name, dimensions }) => `${(dimensions as { CacheClusterId: string }).CacheClusterId} ${metric_name}`,
  );

describe('defaults (APP-REDIS)', () => {
  test('a primary and a replica that takes over from another zone', () => {
    expect(stack).toHaveResource(ElasticacheReplicationGroup, {
      replication_group_id: 'smile-uat-redis',
      engine: 'redis',
      engine_version: '6.2',
      node_type: 'cache.m5.xlarge',
      num_cache_clusters: 2,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
    });
  });

  test('a snapshot every local night, kept for a week', () => {
    expect(stack).toHaveResource(ElasticacheReplicationGroup, {
      snapshot_retention_limit: 7,
      snapshot_window: '18:00-19:00',
      maintenance_window: 'sat:22:00-sat:23:00',
      apply_immediately: false,
    });
  });

  test('is protected, down to a last snapshot whose name no earlier life has taken', () => {
    expect(stack).toHaveResource(ElasticacheReplicationGroup, {
      final_snapshot_identifier: 'smile-uat-redis-final-${formatdate("YYYYMMDDhhmmss", timestamp())}',
      lifecycle: { prevent_destroy: true },
    });
  });

  test('keeps logs for 90 days', () => {
    expect(resourcesOf(stack, CloudwatchLogGroup).map((group) => group.retention_in_days)).toEqual([90, 90]);
  });
});

describe('a cache', () => {
  test('is encrypted on disk and on the wire', () => {
    expect(stack).toHaveResource(ElasticacheReplicationGroup, {
      at_rest_encryption_enabled: 'true',
      kms_key_id: '${aws_kms_key.DataKey.arn}',
      transit_encryption_enabled: true,
    });
  });

  test('says no mode of TLS, which ElastiCache refuses below 7.0.5 and takes as required without', () => {
    // "Transit encryption mode is not supported for engine version 6.2.6. Please use engine version 7.0.5 or higher."
    // https://github.com/cloudposse/terraform-aws-elasticache-redis/pull/231
    const [cache] = resourcesOf(stack, ElasticacheReplicationGroup);
    expect(cache).not.toHaveProperty('transit_encryption_mode');
  });

  test('asks for a token from its first minute, which Terraform makes up at apply and never changes (APP-SECRETS)', () => {
    expect(stack).toHaveResource(ElasticacheReplicationGroup, {
      auth_token: '${uuid()}',
      auth_token_update_strategy: 'SET',
      lifecycle: { ignore_changes: ['auth_token', 'auth_token_update_strategy', 'final_snapshot_identifier'] },
    });
  });

  test('sits in the intra subnets', () => {
    expect(stack).toReference(ElasticacheReplicationGroup, 'subnet_group_name', ElasticacheSubnetGroup);
    expect(stack).toReference(ElasticacheSubnetGroup, 'subnet_ids', Subnet);
    expect(JSON.stringify(resourcesOf(stack, ElasticacheSubnetGroup))).toMatch(
      /Intra-apse3-az1.*Intra-apse3-az2.*Intra-apse3-az3/,
    );
  });

  test('has a parameter group named after its family, because the service has no prefixes (P26)', () => {
    expect(stack).toHaveResource(ElasticacheParameterGroup, {
      name: 'smile-uat-redis-redis6-x',
      family: 'redis6.x',
      parameter: [{ name: 'activedefrag', value: 'yes' }],
      lifecycle: { create_before_destroy: true },
    });
    expect(stackWith({ version: '7.1' })).toHaveResource(ElasticacheParameterGroup, {
      name: 'smile-uat-redis-redis7',
      family: 'redis7',
    });
  });

  test('writes its slow log and its engine log to a group each', () => {
    const logs = ['slow-log', 'engine-log'].map((log_type) => ({
      log_type,
      destination_type: 'cloudwatch-logs',
      log_format: 'json',
    }));
    expect(stack).toHaveResource(ElasticacheReplicationGroup, { log_delivery_configuration: logs });
    expect(resourcesOf(stack, CloudwatchLogGroup).map(({ name }) => name)).toEqual([
      '/aws/elasticache/smile-uat-redis/engine-log',
      '/aws/elasticache/smile-uat-redis/slow-log',
    ]);
  });

  test('lets clients in by port 6379 and a reason', () => {
    const connected = storeStackFor((scope, surroundings) => {
      const cache = new RedisCache(scope, 'Redis', { ...surroundings, ...BASIC });
      const client = new SecurityGroup(scope, 'Client', { vpc: surroundings.vpc, description: 'Client' });
      cache.connections.allowFrom(client, 'SMILE keeps sessions');
    });
    expect(connected).toHaveResource(VpcSecurityGroupIngressRule, {
      from_port: 6379,
      to_port: 6379,
      description: 'SMILE keeps sessions',
    });
  });
});

describe('alarms', () => {
  test('watch every node, since any may become the primary', () => {
    const metrics = [
      'CurrConnections',
      'EngineCPUUtilization',
      'Evictions',
      'DatabaseMemoryUsagePercentage',
      'ReplicationLag',
    ];
    expect(alarmsOf()).toEqual(
      ['smile-uat-redis-001', 'smile-uat-redis-002'].flatMap((node) => metrics.map((metric) => `${node} ${metric}`)),
    );
  });

  test('watch no replication where there is none', () => {
    expect(alarmsOf({ replicas: 0 })).not.toContain('smile-uat-redis-001 ReplicationLag');
  });

  test('go to the alarm topic, but the events of the cache to a topic that ElastiCache can publish to', () => {
    const topic = 'arn:aws:sns:ap-southeast-3:222222222222:smile-alarms';
    expect(stack).toHaveResource(CloudwatchMetricAlarm, { namespace: 'AWS/ElastiCache', alarm_actions: [topic] });
    expect(stack).toReference(ElasticacheReplicationGroup, 'notification_topic_arn', SnsTopicPolicy);
  });
});

describe('options', () => {
  test('a single node cannot fail over', () => {
    expect(stackWith({ replicas: 0 })).toHaveResource(ElasticacheReplicationGroup, {
      num_cache_clusters: 1,
      automatic_failover_enabled: false,
      multi_az_enabled: false,
    });
  });

  test('other retentions, and changes at once', () => {
    const other = stackWith({
      snapshotRetention: '14 days',
      logRetention: '30 days',
      upkeep: { ...TEST_UPKEEP, changesApply: 'at-once' },
    });
    expect(other).toHaveResource(ElasticacheReplicationGroup, {
      snapshot_retention_limit: 14,
      apply_immediately: true,
    });
    expect(other).toHaveResource(CloudwatchLogGroup, { retention_in_days: 30 });
  });

  test('deletion with both keys takes no last snapshot', () => {
    const deletable = stackWith({ deletion: { allowedBecause: 'a trial' } }, true);
    expect(deletable).toHaveResource(ElasticacheReplicationGroup, {
      lifecycle: { prevent_destroy: false },
      tags: { 'deletion-allowed-because': 'a trial' },
    });
    expect(deletable).not.toHaveResource(ElasticacheReplicationGroup, { final_snapshot_identifier: expect.anything() });
  });
});

test('names everything that ElastiCache would refuse, at once', () => {
  const upkeep = { ...TEST_UPKEEP, backupAt: '05:00' } as const;
  expect(() => stackWith({ nodeType: 'm4.large', upkeep })).toFailWith(
    [
      'indonesia-staging-databases/Redis: 2 problems',
      '  - nodeType: ElastiCache sells no cache.m4.large in ap-southeast-3; did you mean cache.m5.large? Families sold are c8gn, m5, m6g, m7g, m8g, r5, r6g, r7g, r8g, t3, t4g',
      '  - the hour of maintenance overlaps the hour of the backup, got maintenanceAt=sunday 05:00 backupAt=05:00 (22:00-23:00 UTC); start them at least an hour apart',
    ].join('\n'),
  );
});
