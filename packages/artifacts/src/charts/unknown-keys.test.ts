import { describe, expect, test } from 'vitest';
import type { ChartSource, ValueMap } from './chart-source.ts';
import { unknownKeys } from './unknown-keys.ts';

const source = (defaults: ValueMap, props: Partial<ChartSource> = {}): ChartSource => ({
  name: 'any',
  version: '1.0.0',
  defaults,
  subcharts: new Map(),
  ...props,
});

describe('keys that a chart does not have', () => {
  const defaults = {
    replicas: 1,
    image: { repository: 'quay.io/a/b', tag: '' },
    extraEnv: [],
    config: {},
    persistence: null,
    resources: { requests: { cpu: '1' } },
  };

  test.each<[string, ValueMap, string[]]>([
    ['a misspelt one', { replica: 2 }, ['replica']],
    ['one of another level', { tag: '1.0' }, ['tag']],
    ['a misspelt one below', { image: { tagg: '1.0' } }, ['image.tagg']],
    ['several', { image: { tagg: '1.0', pull: true }, replica: 1 }, ['image.tagg', 'image.pull', 'replica']],
    ['with a map of its own', { ingres: { hosts: [] } }, ['ingres']],
    ['one that every object has', { constructor: 1, image: { toString: 'x' } }, ['constructor', 'image.toString']],
  ])('are found: %s', (_, values, expected) => {
    expect(unknownKeys('tempo', values, source(defaults))).toEqual(expected);
  });

  test.each<[string, ValueMap]>([
    ['what it has', { replicas: 2, image: { tag: '1.0' } }],
    ['below a map that is empty by default', { config: { anything: { at: 'all' } } }],
    ['below what is null by default', { persistence: { size: '10Gi' } }],
    ['in lists', { extraEnv: [{ name: 'A', value: 'b' }] }],
    ['limits beside requests: Kubernetes knows them', { resources: { limits: { memory: '1Gi' } } }],
    ['what Helm hands to every chart', { global: { imageRegistry: 'x' } }],
  ])('are not: %s', (_, values) => {
    expect(unknownKeys('tempo', values, source(defaults))).toEqual([]);
  });
});

describe('keys that the schema of a chart has', () => {
  // As cert-manager's: a reference at the top, definitions that refer to each other.
  const schema: ValueMap = {
    $ref: '#/$defs/values',
    $defs: {
      values: { properties: { webhook: { $ref: '#/$defs/webhook' }, labels: { additionalProperties: true } } },
      webhook: { additionalProperties: false, properties: { timeoutSeconds: { type: 'number' } } },
    },
  };

  test('are known, though values.yaml does not have them', () => {
    expect(
      unknownKeys('tempo', { webhook: { timeoutSeconds: 5 }, labels: { a: 'b' } }, source({}, { schema })),
    ).toEqual([]);
  });

  test('are all that may stand there', () => {
    const values = { webhook: { timeoutSecond: 5 }, webhooks: {} };
    expect(unknownKeys('tempo', values, source({}, { schema }))).toEqual(['webhook.timeoutSecond', 'webhooks']);
  });
});

describe('keys of charts inside a chart', () => {
  const grafana = source({ adminUser: 'admin', sidecar: { image: { tag: '1' } } });
  const outer = source(
    { grafana: { enabled: true, defaultDashboardsEnabled: true }, cache: { enabled: false } },
    {
      subcharts: new Map([
        ['grafana', grafana],
        ['cache', undefined],
      ]),
    },
  );

  test('are those of the inner one, and what the outer one adds', () => {
    const values = {
      grafana: { enabled: true, adminUser: 'x', defaultDashboardsEnabled: false, sidecar: { image: { tag: '2' } } },
    };
    expect(unknownKeys('tempo', values, outer)).toEqual([]);
  });

  test('are found when misspelt', () => {
    const values = { grafana: { adminUsr: 'x', sidecar: { image: { tagg: '2' } } } };
    expect(unknownKeys('tempo', values, outer)).toEqual(['grafana.adminUsr', 'grafana.sidecar.image.tagg']);
  });

  test('cannot be told where the inner one is not at hand', () => {
    expect(unknownKeys('tempo', { cache: { enabled: true, size: 1 } }, outer)).toEqual([]);
  });
});

test("Istio's charts have their defaults below a key of their own", () => {
  // https://github.com/istio/istio/blob/1.30.3/manifests/charts/gateway/values.yaml
  const gateway = source({ _internal_defaults_do_not_set: { name: '', service: { type: 'LoadBalancer' } } });
  expect(unknownKeys('istio-gateway', { name: 'web', service: { type: 'ClusterIP' } }, gateway)).toEqual([]);
  expect(unknownKeys('istio-gateway', { nam: 'web', service: { typ: 'ClusterIP' } }, gateway)).toEqual([
    'nam',
    'service.typ',
  ]);
});

describe('exceptions', () => {
  const empty = source({ webhook: { replicas: 1 }, serviceAccount: { create: true } });

  test('hold for their chart, at their place and below it', () => {
    expect(unknownKeys('cert-manager', { serviceAccount: { name: 'x' } }, empty)).toEqual([]);
    const values = { webhook: { podDisruptionBudget: { minAvailable: 1 } } };
    expect(
      unknownKeys('cert-manager', values, source({ webhook: { podDisruptionBudget: { enabled: false } } })),
    ).toEqual([]);
  });

  test('hold for no other chart and no other place', () => {
    expect(unknownKeys('tempo', { serviceAccount: { name: 'x' } }, empty)).toEqual(['serviceAccount.name']);
    expect(unknownKeys('cert-manager', { serviceAccount: { names: 'x' } }, empty)).toEqual(['serviceAccount.names']);
  });
});
