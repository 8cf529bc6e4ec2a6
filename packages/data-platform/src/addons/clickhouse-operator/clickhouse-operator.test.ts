import { describe, expect, test } from 'vitest';
import { madeStore, policiesOf } from '../../fixtures.ts';

// Keys were rendered with the chart's own sources: 0.26.0 and 0.25.6, whose schema refuses another form of `watch.namespaces`.
describe('the operator of ClickHouse', () => {
  const made = madeStore('ClickhouseOperator');
  const values = made.addon.release?.values;

  test('looks after its own namespace, over TLS, with a password that is in no value', () => {
    expect(values?.configs).toEqual({
      files: {
        'config.yaml': {
          watch: { namespaces: ['olap'] },
          clickhouse: {
            access: { scheme: 'https', port: 8443, secret: { namespace: '', name: 'clickhouse-operator' } },
          },
        },
      },
    });
    expect(values).toMatchObject({ rbac: { namespaceScoped: true }, secret: { create: false } });
  });

  // Its default is bitnami/kubectl:latest.
  test('brings its kinds up to date with an image of ours', () => {
    expect(values?.crdHook).toMatchObject({
      image: {
        repository: expect.stringMatching(/\.dkr\.ecr\.ap-southeast-3\.amazonaws\.com\/smile-uat\/platform\/k8s$/),
      },
    });
  });

  test('reaches the API, and Prometheus reaches it', () => {
    expect(Object.keys(policiesOf(made)).sort()).toEqual([
      'clickhouse-kinds-to-kubernetes-api',
      'clickhouse-operator-from-prometheus',
      'clickhouse-operator-to-kubernetes-api',
      'prometheus-to-clickhouse-operator',
    ]);
  });
});
