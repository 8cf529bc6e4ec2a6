import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { MqBroker } from '@cdktf/provider-aws/lib/mq-broker';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { PORTS } from '@smile/core';
import { testEnvironment } from '@smile/core/fixtures';
import { SecurityGroup } from '@smile/network';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { storeStackFor, TEST_UPKEEP } from '../fixtures.ts';
import { RabbitMqBroker, type RabbitMqBrokerProps } from './rabbitmq-broker.ts';

const BASIC = { name: 'rabbitmq', version: '3.13', instanceType: 'm5.large' } as const;

const stackWith = (props: Partial<RabbitMqBrokerProps> = {}, allowDataLoss = false) =>
  storeStackFor(
    (scope, surroundings) => {
      new RabbitMqBroker(scope, 'RabbitMq', { ...surroundings, ...BASIC, ...props });
    },
    { environment: testEnvironment({ allowDataLoss }) },
  );

const stack = stackWith();

const subnetsOf = (props: Partial<RabbitMqBrokerProps>) => resourcesOf(stackWith(props), MqBroker)[0]?.subnet_ids;

const alarmsOf = (props: Partial<RabbitMqBrokerProps> = {}) =>
  Object.fromEntries(
    resourcesOf(stackWith(props), CloudwatchMetricAlarm).map((alarm) => [
      alarm.metric_name,
      `${alarm.comparison_operator} ${alarm.threshold}`,
    ]),
  );

describe('defaults (APP-MQ)', () => {
  test('a cluster over the zones, with a subnet in each', () => {
    expect(stack).toHaveResource(MqBroker, {
      broker_name: 'smile-uat-rabbitmq',
      engine_type: 'RabbitMQ',
      engine_version: '3.13',
      host_instance_type: 'mq.m5.large',
      deployment_mode: 'CLUSTER_MULTI_AZ',
    });
    expect(subnetsOf({})).toHaveLength(3);
  });

  test('is protected from destroy', () => {
    expect(stack).toHaveResource(MqBroker, { lifecycle: { prevent_destroy: true } });
  });

  test('tells somebody at 100,000 waiting messages', () => {
    expect(alarmsOf()).toMatchObject({ MessageCount: 'GreaterThanThreshold 100000' });
  });
});

describe('a broker', () => {
  test('is private and encrypted with our key', () => {
    expect(stack).toHaveResource(MqBroker, {
      publicly_accessible: false,
      encryption_options: { use_aws_owned_key: false, kms_key_id: '${aws_kms_key.DataKey.arn}' },
    });
  });

  test('publishes its general log, and no audit log, which RabbitMQ does not have', () => {
    expect(resourcesOf(stack, MqBroker)[0]?.logs).toEqual({ general: true });
  });

  test('has a first user whose password Terraform makes up at apply and never changes (APP-SECRETS, P63)', () => {
    expect(stack).toHaveResource(MqBroker, {
      user: [{ username: 'terraform', password: '${uuid()}' }],
      lifecycle: { ignore_changes: ['user'] },
    });
  });

  test('is patched at local night, in UTC', () => {
    expect(stack).toHaveResource(MqBroker, {
      auto_minor_version_upgrade: true,
      maintenance_window_start_time: { day_of_week: 'SATURDAY', time_of_day: '22:00', time_zone: 'UTC' },
      apply_immediately: false,
    });
  });

  test('lets clients in by 5671, and by 443 to the console where asked', () => {
    const connected = storeStackFor((scope, surroundings) => {
      const broker = new RabbitMqBroker(scope, 'RabbitMq', { ...surroundings, ...BASIC });
      const client = new SecurityGroup(scope, 'Client', { vpc: surroundings.vpc, description: 'Client' });
      broker.connections.allowFrom(client, 'SMILE sends events');
      broker.connections.allowFrom(client, 'Operators use the console', PORTS.https);
    });
    expect(connected).toHaveResource(VpcSecurityGroupIngressRule, {
      from_port: 5671,
      to_port: 5671,
      description: 'SMILE sends events',
    });
    expect(connected).toHaveResource(VpcSecurityGroupIngressRule, {
      from_port: 443,
      to_port: 443,
      description: 'Operators use the console',
    });
  });
});

describe('alarms', () => {
  test('follow from memory and disk of the type', () => {
    expect(alarmsOf()).toEqual({
      SystemCpuUtilization: 'GreaterThanThreshold 80',
      RabbitMQMemUsed: 'GreaterThanThreshold 2748779069',
      RabbitMQDiskFree: 'LessThanThreshold 42949672960',
      MessageCount: 'GreaterThanThreshold 100000',
      ConnectionCount: 'LessThanThreshold 1',
    });
    expect(alarmsOf({ instanceType: 't3.micro', nodes: 'single' })).toMatchObject({
      RabbitMQMemUsed: 'GreaterThanThreshold 343597384',
      RabbitMQDiskFree: 'LessThanThreshold 4294967296',
    });
  });

  test('go to the topic, for this broker', () => {
    expect(stack).toHaveResource(CloudwatchMetricAlarm, {
      namespace: 'AWS/AmazonMQ',
      dimensions: { Broker: 'smile-uat-rabbitmq' },
      alarm_actions: ['arn:aws:sns:ap-southeast-3:222222222222:smile-alarms'],
    });
  });
});

describe('options', () => {
  test('a single node has exactly one subnet', () => {
    expect(stackWith({ nodes: 'single' })).toHaveResource(MqBroker, { deployment_mode: 'SINGLE_INSTANCE' });
    expect(subnetsOf({ nodes: 'single' })).toHaveLength(1);
  });

  test('RabbitMQ 4 on what it runs on', () => {
    expect(stackWith({ version: '4.2', instanceType: 'm7g.large' })).toHaveResource(MqBroker, {
      engine_version: '4.2',
      host_instance_type: 'mq.m7g.large',
    });
  });

  test('another number of messages, and changes at once', () => {
    const upkeep = { ...TEST_UPKEEP, changesApply: 'at-once' } as const;
    expect(alarmsOf({ alarmAtMessages: 500 })).toMatchObject({ MessageCount: 'GreaterThanThreshold 500' });
    expect(stackWith({ upkeep })).toHaveResource(MqBroker, { apply_immediately: true });
  });

  test('deletion with both keys', () => {
    expect(stackWith({ deletion: { allowedBecause: 'a trial' } }, true)).toHaveResource(MqBroker, {
      lifecycle: { prevent_destroy: false },
      tags: { 'deletion-allowed-because': 'a trial' },
    });
  });
});

describe('errors', () => {
  test.each([
    [
      { version: '4.2' },
      'RabbitMQ 4.2 runs on mq.m7g only, got instanceType=m5.large; choose mq.m7g.large, or version 3.13',
    ],
    [
      { instanceType: 't3.micro' },
      "a cluster does not run on mq.t3.micro; choose mq.m5.large or larger, or nodes='single'",
    ],
    [
      { instanceType: 'm5.8xlarge' },
      'instanceType: Amazon MQ sells no mq.m5.8xlarge in ap-southeast-3; choose one of mq.m5.2xlarge, mq.m5.4xlarge, mq.m5.large, mq.m5.xlarge',
    ],
  ] as const)('%j is refused', (props, problem) => {
    expect(() => stackWith(props)).toFailWith(`indonesia-staging-databases/RabbitMq: ${problem}`);
  });
});
