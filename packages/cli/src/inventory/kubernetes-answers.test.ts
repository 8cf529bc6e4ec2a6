import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { namesPods, objectsAnswer, podsReachedAnswer } from './kubernetes-answers.ts';

const deployment = (place: string, ports: readonly object[] = []) => {
  const [namespace, name] = place.split('/');
  const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app', ports }] } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec: { template } };
};
const policy = (name: string, reason: string, spec: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'smile', annotations: { 'smile/reason': reason } },
  spec,
});
const stack = (...manifests: readonly object[]) => ({
  resource: { helm_release: { All: { name: 'all', chart: './manifests', values: [JSON.stringify({ manifests })] } } },
});
const OBJECTS = [
  deployment('smile/api', [{ containerPort: 8080 }]),
  deployment('wms/orders'),
  policy('api-from-orders', 'orders are shown', {
    podSelector: { matchLabels: { app: 'api' } },
    ingress: [
      {
        from: [
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'wms' } } },
          { ipBlock: { cidr: '10.0.0.0/20', except: ['10.0.1.0/24'] } },
        ],
        ports: [{ port: 8080, endPort: 8081 }],
      },
    ],
  }),
];
const inventory = Inventory.fromStacks({ platform: stack(...OBJECTS) });

describe('what reaches pods', () => {
  test('says who, on which ports of the container, by which policies and why', () => {
    const { rows } = podsReachedAnswer(inventory, {}, 'smile/api');
    const through = { through: 'NetworkPolicy smile/api-from-orders', reason: 'orders are shown', to: 'smile/api' };
    expect(rows).toEqual([
      { from: 'wms/orders', ports: 'tcp 8080', verdict: 'open', ...through },
      { from: '10.0.0.0/20 without 10.0.1.0/24', ports: 'tcp 8080', verdict: 'open', ...through },
      { from: 'wms/orders', ports: 'tcp 8080-8081', verdict: 'open', ...through },
      { from: '10.0.0.0/20 without 10.0.1.0/24', ports: 'tcp 8080-8081', verdict: 'open', ...through },
    ]);
  });

  test('is asked for by namespace and name, and not by address', () => {
    expect(['smile/api', 'smile-prd-app:smile/api', 'the cluster of x:smile/api'].map(namesPods)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['aws_db_instance.Main', 'module.a["b/c"].aws_vpc.X', 'aws_lb_*'].map(namesPods)).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('names what a text could mean, or that nothing is meant', () => {
    expect(() => podsReachedAnswer(inventory, {}, 'smile/none')).toThrow(
      'no pods match --reaches "smile/none"; those that are known are smile/api, wms/orders',
    );
    const two = Inventory.fromStacks({ one: stack(...OBJECTS), two: stack(...OBJECTS) });
    expect(() => podsReachedAnswer(two, {}, 'smile/api')).toThrow(
      '2 things match --reaches "smile/api": the cluster of one:smile/api (Deployment), the cluster of two:smile/api (Deployment); name an environment, or the cluster before a colon',
    );
    expect(podsReachedAnswer(two, {}, 'the cluster of two:smile/api').rows).toHaveLength(4);
    expect(podsReachedAnswer(two, { stack: 'two' }, 'smile/api').rows).toHaveLength(4);
  });
});

describe('the objects of clusters', () => {
  test('are listed with the resource that holds them', () => {
    expect(objectsAnswer(inventory, {}).rows[0]).toEqual({
      cluster: 'the cluster of platform',
      namespace: 'smile',
      kind: 'Deployment',
      name: 'api',
      'api version': 'apps/v1',
      address: 'helm_release.All',
      construct: '',
    });
    expect(objectsAnswer(inventory, { stack: 'other' }).rows).toEqual([]);
  });

  test('are not said to be all where a plan does not know the values of a release', () => {
    const change = {
      actions: ['create'],
      after: { name: 'all', chart: './manifests' },
      after_unknown: { values: true },
    };
    const release = { address: 'helm_release.All', mode: 'managed', type: 'helm_release', name: 'All', change };
    const plan = Inventory.fromPlan({
      stack: 'platform',
      json: { format_version: '1.2', configuration: {}, resource_changes: [release] },
    });
    expect(objectsAnswer(plan, {})).toMatchObject({
      rows: [],
      notJudged: 'the values of helm_release.All are not known yet, so the list would lack what they hold',
    });
  });
});
