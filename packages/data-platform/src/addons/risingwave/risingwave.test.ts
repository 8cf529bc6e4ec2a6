import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { TEST_DATA_FLOW } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { madeFlow, policiesOf } from '../../fixtures.ts';

const made = madeFlow('Risingwave');
const values = JSON.parse(JSON.stringify(made.addon.release?.values)) as Readonly<
  Record<string, { readonly nodeSelector?: object }>
>;

// https://github.com/risingwavelabs/helm-charts/blob/risingwave-0.2.58/charts/risingwave/values.yaml
describe('RisingWave', () => {
  test('keeps its state in its own bucket and its metadata in the main MySQL, and nothing in what the chart bundles', () => {
    expect(values).toMatchObject({
      tags: { bundle: false, postgresql: false, minio: false },
      metaStore: { mysql: { enabled: true, host: 'main.mysql.example', port: 3306, database: 'risingwave' } },
      stateStore: { s3: { enabled: true, authentication: { useServiceAccount: true } } },
    });
  });

  // https://dev.mysql.com/doc/refman/8.4/en/connection-options.html#option_general_ssl-mode
  test('makes sure that it is RDS that answers', () => {
    expect(values).toMatchObject({ metaStore: { mysql: { options: { 'ssl-mode': 'VERIFY_IDENTITY' } } } });
  });

  test('computes and compacts on the nodes for OLAP, and does the rest on those of the platform', () => {
    const roleOf = (part: string) => values[part]?.nodeSelector;
    expect([roleOf('computeComponent'), roleOf('compactorComponent')]).toEqual(Array(2).fill({ 'smile/role': 'olap' }));
    expect([roleOf('metaComponent'), roleOf('frontendComponent')]).toEqual(Array(2).fill({ 'smile/role': 'app' }));
  });

  test('asks for what the values say, and may use no more memory', () => {
    expect(values.computeComponent).toMatchObject({
      resources: {
        requests: { ...TEST_DATA_FLOW.risingwave.compute },
        limits: { memory: TEST_DATA_FLOW.risingwave.compute.memory },
      },
    });
  });

  test('is kept: what it has worked out would have to be worked out again', () => {
    expect(made.addon.release?.keeps).toBe('RisingWave, and every view that it has worked out');
  });
});

test('its role is for its own service account', () => {
  expect(made.stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      expect.objectContaining({
        actions: ['sts:AssumeRoleWithWebIdentity'],
        condition: expect.arrayContaining([
          expect.objectContaining({ values: ['system:serviceaccount:etl:risingwave'] }),
        ]),
      }),
    ],
  });
});

test('it reaches brokers, MySQL, STS and S3, and nobody but its own parts and Prometheus reaches it', () => {
  const names = Object.keys(policiesOf(made)).sort();
  expect(names).toEqual([
    'kafka-brokers-from-risingwave',
    'prometheus-to-risingwave',
    'risingwave-from-prometheus',
    'risingwave-from-risingwave',
    'risingwave-to-aws-endpoints',
    'risingwave-to-data-stores',
    'risingwave-to-kafka-brokers',
    'risingwave-to-outside-vpc',
    'risingwave-to-risingwave',
  ]);
});

test('the certificate is made out for the host to which SQL goes', () => {
  const { objects } = madeFlow('RisingwaveCertificate');
  expect(objects[0]?.spec).toMatchObject({
    dnsNames: expect.arrayContaining(['risingwave.etl.svc.cluster.local']),
    usages: expect.arrayContaining(['server auth']),
  });
});
