import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import { TEST_PLATFORM } from '@smile/cluster-platform/fixtures';
import type { Environment } from '@smile/core';
import { TEST_DATA_FLOW } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { environmentWith, madeFlow, policiesOf } from '../../fixtures.ts';

const made = madeFlow('KafkaConnect');
const connect = made.objects.find(({ kind }) => kind === 'KafkaConnect') as unknown as {
  readonly metadata: object;
  readonly spec: Readonly<Record<string, unknown>>;
};

// https://strimzi.io/docs/operators/1.2.0/configuring#type-KafkaConnectSpec-reference
describe('Kafka Connect', () => {
  test('runs the image of the values, from the registry of the environment', () => {
    expect(connect.spec.image).toBe(
      `222222222222.dkr.ecr.ap-southeast-3.amazonaws.com/smile-uat/platform/kafka-connect:${TEST_DATA_FLOW.connect.image}`,
    );
  });

  test('takes connectors from objects, which Strimzi only reads with the annotation', () => {
    expect(connect.metadata).toMatchObject({ annotations: { 'strimzi.io/use-connector-resources': 'true' } });
  });

  test('speaks to Kafka under TLS, with the password of its own user', () => {
    expect(connect.spec).toMatchObject({
      bootstrapServers: 'data-kafka-bootstrap.etl.svc:9093',
      tls: { trustedCertificates: [{ secretName: 'data-cluster-ca-cert', pattern: '*.crt' }] },
      authentication: {
        type: 'scram-sha-512',
        username: 'cdc',
        passwordSecret: { secretName: 'cdc', password: 'password' },
      },
    });
  });

  test('is two pods in different zones with a budget, and one without where one copy is enough', () => {
    expect(connect.spec).toMatchObject({ replicas: 2, template: { podDisruptionBudget: { maxUnavailable: 1 } } });
    const single = madeFlow('KafkaConnect', { values: { ...TEST_PLATFORM, copies: 'one' } });
    const { spec } = single.objects.find(({ kind }) => kind === 'KafkaConnect') as unknown as typeof connect;
    expect(spec.replicas).toBe(1);
    expect(spec.template).not.toHaveProperty('podDisruptionBudget');
  });

  test('gives Java the heap that the values name, as Java writes it', () => {
    expect(connect.spec.jvmOptions).toMatchObject({ '-Xms': '1g', '-Xmx': '1g' });
  });
});

describe('its rights', () => {
  test('are those to read the Secrets that connectors name, one by one', () => {
    expect(made.stack).toHaveResource(RoleV1, {
      rule: [
        {
          api_groups: [''],
          resources: ['secrets'],
          resource_names: expect.arrayContaining([
            'debezium-mysql',
            'clickhouse-ingest',
            'cdc',
            'data-cluster-ca-cert',
          ]),
          verbs: ['get'],
        },
      ],
    });
    // Strimzi names the account after the cluster.
    expect(made.stack).toHaveResource(RoleBindingV1, {
      subject: [{ kind: 'ServiceAccount', name: 'cdc-connect', namespace: 'etl' }],
    });
  });

  test('are on the network: Strimzi and Prometheus reach it; it reaches brokers, ClickHouse and MySQL', () => {
    const names = Object.keys(policiesOf(made));
    expect(names).toEqual(
      expect.arrayContaining([
        'kafka-connect-from-strimzi',
        'kafka-connect-from-prometheus',
        'kafka-connect-to-kafka-brokers',
        'kafka-connect-to-clickhouse',
        'kafka-connect-to-data-stores',
      ]),
    );
  });
});

test('the authorities of RDS are a trust store that Java reads', () => {
  // The magic number of a JKS file: https://docs.oracle.com/en/java/javase/21/docs/specs/security/standard-names.html
  expect(made.stack).toHaveResource(ConfigMapV1, {
    metadata: { name: 'rds-trust-store', namespace: 'etl' },
    binary_data: { 'truststore.jks': expect.stringMatching(/^\/u3\+7Q/) },
  });
});

test('a region whose authorities nobody knows is refused', () => {
  expect(() =>
    madeFlow('KafkaConnect', { environment: { ...environmentWith(), region: 'eu-atlantis-1' } as Environment }),
  ).toFailWith(
    'indonesia-staging-data-platform: nobody knows the authorities of RDS in eu-atlantis-1; add platform.databaseAuthorities with the bundle of the region',
  );
});
