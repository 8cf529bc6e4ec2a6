import { describe, expect, test } from 'vitest';
import { Inventory } from '../inventory.ts';
import { allowedConnections, oneSidedAllowances } from './pod-allowances.ts';
import { PodReachability } from './pod-reachability.ts';

function reachability(...manifests: readonly object[]): PodReachability {
  const release = { name: 'all', chart: './manifests', values: [JSON.stringify({ manifests })] };
  return new PodReachability(Inventory.fromStacks({ platform: { resource: { helm_release: { All: release } } } }));
}

const policy = (name: string, spec: object, namespace = 'smile') => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace },
  spec,
});

const pods = (name: string, labels: Readonly<Record<string, string>>, namespace = 'smile') => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'app' }] } } },
});

const app = (name: string) => ({ matchLabels: { app: name } });
const ports = [{ port: 8080, protocol: 'TCP' }];
const out = policy('out', {
  podSelector: app('client'),
  policyTypes: ['Egress'],
  egress: [{ to: [{ podSelector: app('api') }], ports }],
});
const into = (from: object) =>
  policy('in', {
    podSelector: app('api'),
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: from }], ports }],
  });

// https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation: "both the egress policy
// on the source pod and the ingress policy on the destination pod need to allow the connection".
describe('allowances of one end alone', () => {
  const said = (among: PodReachability) =>
    oneSidedAllowances(among).map(({ policy: { name }, verdict, port }) => `${name} ${verdict} ${port}`);

  test('are found at the end that allows, whoever made the pods', () => {
    expect(said(reachability(out, into(app('batch'))))).toEqual(['out not admitted 8080']);
    const labelled = pods('api', { app: 'api', tier: 'web' });
    const other = into({ matchLabels: { app: 'api' } });
    expect(said(reachability(labelled, out, other))).toEqual(['out not admitted 8080']);
  });

  test('are none where both ends allow, or where no policy isolates the other end', () => {
    expect(said(reachability(out, into(app('client'))))).toEqual([]);
    expect(said(reachability(out))).toEqual([]);
    expect(said(reachability(into(app('client'))))).toEqual([]);
  });
});

describe('allowed connections', () => {
  const said = (among: PodReachability) =>
    allowedConnections(among).map(({ from, to, port, policy: { name } }) => `${from.name} ${to.name} ${port} ${name}`);

  test('are those that both ends let through, once for each policy that allows them', () => {
    expect(said(reachability(out, into(app('client'))))).toEqual(['client api 8080 out', 'client api 8080 in']);
    // Nothing keeps the batch pods in, and nothing lets the client in.
    expect(said(reachability(out, into(app('batch'))))).toEqual(['batch api 8080 in']);
  });

  test('of all pods of a namespace are those of the pods that are known', () => {
    const all = policy('all', {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }], ports },
      ],
    });
    const among = reachability(
      pods('api', { app: 'api' }),
      pods('web', { app: 'web' }),
      pods('prometheus', { app: 'prometheus' }, 'monitoring'),
      all,
    );
    expect(said(among)).toEqual(['prometheus api 8080 all', 'prometheus web 8080 all']);
  });

  test('of every namespace, as those of DNS, are nobody’s in particular', () => {
    const dns = policy('dns', {
      podSelector: app('dns'),
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] }],
    });
    expect(said(reachability(pods('api', { app: 'api' }), dns))).toEqual([]);
  });
});
