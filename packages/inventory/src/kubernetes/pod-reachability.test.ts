import { describe, expect, test } from 'vitest';
import { Inventory } from '../inventory.ts';
import { PodReachability, type Pods } from './pod-reachability.ts';

type Labels = Readonly<Record<string, string>>;

const namespace = (name: string, labels: Labels = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

const pods = (place: string, labels: Labels, ports: readonly object[] = []) => {
  const [home = '', name = ''] = place.split('/');
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: home },
    spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'app', ports }] } } },
  };
};

const policy = (place: string, spec: object) => {
  const [home = '', name = ''] = place.split('/');
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: home },
    spec,
  };
};

function reachability(...manifests: readonly object[]): PodReachability {
  const release = { name: 'all', chart: './manifests', values: [JSON.stringify({ manifests })] };
  return new PodReachability(Inventory.fromStacks({ platform: { resource: { helm_release: { All: release } } } }));
}

function named(among: PodReachability, place: string): Pods {
  const [found] = among.named(place);
  if (found === undefined) throw new Error(`no pods ${place}`);
  return found;
}

const verdict = (among: PodReachability, from: string, to: string, port: number, protocol = 'TCP') =>
  among.connection(named(among, from), named(among, to), { protocol, port }).verdict;

// The example of https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource and what the
// page says that it does.
describe('the policy that the documentation explains', () => {
  const among = reachability(
    namespace('default'),
    namespace('other'),
    namespace('theirs', { project: 'myproject' }),
    pods('default/db', { role: 'db' }, [{ containerPort: 6379 }]),
    pods('default/frontend', { role: 'frontend' }),
    pods('default/batch', { role: 'batch' }),
    pods('other/frontend', { role: 'frontend' }),
    pods('theirs/anything', {}),
    policy('default/test-network-policy', {
      podSelector: { matchLabels: { role: 'db' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [
            { ipBlock: { cidr: '172.17.0.0/16', except: ['172.17.1.0/24'] } },
            { namespaceSelector: { matchLabels: { project: 'myproject' } } },
            { podSelector: { matchLabels: { role: 'frontend' } } },
          ],
          ports: [{ protocol: 'TCP', port: 6379 }],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [{ protocol: 'TCP', port: 5978 }] }],
    }),
  );
  const db = named(among, 'default/db');
  const fromBlock = (cidr: string) =>
    among.connection({ kind: 'block', cidr, except: [] }, db, { protocol: 'TCP', port: 6379 }).verdict;
  const toBlock = (cidr: string, port: number) =>
    among.connection(db, { kind: 'block', cidr, except: [] }, { protocol: 'TCP', port }).verdict;

  test('admits pods of the same namespace by label, and whole namespaces by label', () => {
    expect(among.workloads.map(({ namespace: home, name }) => `${home}/${name}`)).toHaveLength(5);
    expect(verdict(among, 'default/frontend', 'default/db', 6379)).toBe('open');
    expect(verdict(among, 'theirs/anything', 'default/db', 6379)).toBe('open');
  });

  // Addresses of pods are not known before they run, so what a block takes in of them is not known either.
  test('admits nobody else of whom the source knows', () => {
    expect(verdict(among, 'default/batch', 'default/db', 6379)).toBe('unknown');
    expect(verdict(among, 'other/frontend', 'default/db', 6379)).toBe('unknown');
    expect(verdict(among, 'default/frontend', 'default/db', 6380)).toBe('not admitted');
    expect(verdict(among, 'default/frontend', 'default/db', 6379, 'UDP')).toBe('not admitted');
  });

  test('admits the ranges 172.17.0.0–172.17.0.255 and 172.17.2.0–172.17.255.255', () => {
    expect(fromBlock('172.17.0.0/24')).toBe('open');
    expect(fromBlock('172.17.255.255/32')).toBe('open');
    expect(fromBlock('172.17.1.7/32')).toBe('not admitted');
    expect(fromBlock('172.18.0.0/24')).toBe('not admitted');
  });

  test('lets the database out to 10.0.0.0/24 on port 5978 alone', () => {
    expect(toBlock('10.0.0.9/32', 5978)).toBe('open');
    expect(toBlock('10.0.0.9/32', 443)).toBe('not sent');
    expect(toBlock('10.0.1.9/32', 5978)).toBe('not sent');
  });
});

// https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
describe('selectors of a peer', () => {
  const user = { namespaceSelector: { matchLabels: { user: 'alice' } } };
  const client = { podSelector: { matchLabels: { role: 'client' } } };
  const withFrom = (from: readonly object[]) =>
    reachability(
      namespace('default'),
      namespace('alice', { user: 'alice' }),
      pods('default/server', { app: 'server' }),
      pods('default/client', { role: 'client' }),
      pods('alice/client', { role: 'client' }),
      pods('alice/other', {}),
      policy('default/in', { podSelector: { matchLabels: { app: 'server' } }, ingress: [{ from }] }),
    );
  const admitted = (from: readonly object[]) => {
    const among = withFrom(from);
    const sources = ['default/client', 'alice/client', 'alice/other'];
    return sources.filter((source) => verdict(among, source, 'default/server', 80) === 'open');
  };

  test('in one element have to fit both', () => expect(admitted([{ ...user, ...client }])).toEqual(['alice/client']));
  test('in two elements are enough each', () =>
    expect(admitted([user, client])).toEqual(['default/client', 'alice/client', 'alice/other']));
  test('take in all namespaces, or all pods of the own one, when empty', () => {
    expect(admitted([{ namespaceSelector: {} }])).toEqual(['default/client', 'alice/client', 'alice/other']);
    expect(admitted([{ podSelector: {} }])).toEqual(['default/client']);
  });
  // https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name
  test('know every namespace by its name', () => {
    const byName = (operator: string, ...values: string[]) => ({
      namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator, values }] },
    });
    expect(admitted([byName('In', 'alice')])).toEqual(['alice/client', 'alice/other']);
    expect(admitted([byName('NotIn', 'alice')])).toEqual(['default/client']);
  });
});

// https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
describe('default policies', () => {
  const all = { podSelector: {} };
  const with_ = (...policies: readonly object[]) =>
    reachability(
      namespace('a'),
      namespace('b'),
      pods('a/client', { app: 'client' }),
      pods('b/server', { app: 'server' }, [{ containerPort: 8080, name: 'http' }]),
      ...policies,
    );
  const between = (...policies: readonly object[]) => verdict(with_(...policies), 'a/client', 'b/server', 8080);

  test('are none at first: all is allowed', () => expect(between()).toBe('open'));
  test('deny all ingress, without a word about egress', () => {
    expect(between(policy('b/deny', { ...all, policyTypes: ['Ingress'] }))).toBe('not admitted');
    expect(between(policy('b/deny', all))).toBe('not admitted');
    expect(between(policy('a/deny', all))).toBe('open');
  });
  test('allow all ingress, whatever else denies it', () => {
    const allow = policy('b/allow', { ...all, ingress: [{}], policyTypes: ['Ingress'] });
    expect(between(policy('b/deny', all), allow)).toBe('open');
  });
  test('deny all egress', () => {
    expect(between(policy('a/deny', { ...all, policyTypes: ['Egress'] }))).toBe('not sent');
    expect(between(policy('b/deny', { ...all, policyTypes: ['Egress'] }))).toBe('open');
  });
  test('deny both ways, until both ends allow it', () => {
    const deny = ['a', 'b'].map((home) => policy(`${home}/deny`, { ...all, policyTypes: ['Ingress', 'Egress'] }));
    const out = policy('a/out', {
      podSelector: { matchLabels: { app: 'client' } },
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'b' } } }],
          ports: [{ port: 'http' }],
        },
      ],
    });
    const into = policy('b/in', {
      podSelector: { matchLabels: { app: 'server' } },
      ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080 }] }],
    });
    expect(between(...deny)).toBe('not sent');
    expect(between(...deny, out)).toBe('not admitted');
    expect(between(...deny, into)).toBe('not sent');
    expect(between(...deny, out, into)).toBe('open');
  });
  // https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports
  test('may name a range of ports', () => {
    const range = policy('b/range', { ...all, ingress: [{ ports: [{ port: 8000, endPort: 8079 }] }] });
    expect(verdict(with_(range), 'a/client', 'b/server', 8079)).toBe('open');
    expect(between(range)).toBe('not admitted');
  });
});

describe('ways into pods', () => {
  const toServer = { podSelector: { matchLabels: { app: 'server' } } };
  const among = reachability(
    namespace('a'),
    namespace('b'),
    pods('a/client', { app: 'client' }),
    pods('a/stranger', { app: 'stranger' }),
    pods('b/server', { app: 'server' }, [{ containerPort: 8080 }]),
    policy('a/deny', { podSelector: {}, policyTypes: ['Egress'] }),
    policy('a/out', {
      podSelector: { matchLabels: { app: 'client' } },
      policyTypes: ['Egress'],
      egress: [{ to: [{ namespaceSelector: {}, ...toServer }], ports: [{ port: 8080 }] }],
    }),
    policy('b/in', {
      ...toServer,
      ingress: [
        {
          from: [
            { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'a' } } },
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-ingress' } },
              podSelector: { matchLabels: { istio: 'web' } },
            },
            { ipBlock: { cidr: '10.0.0.0/20' } },
          ],
          ports: [{ port: 8080 }],
        },
      ],
    }),
  );
  const rows = among.waysInto(named(among, 'b/server')).map(({ from, port, verdict: found, policies }) => {
    const name = from.kind === 'pods' ? `${from.namespace}/${from.name}` : from.kind === 'block' ? from.cidr : 'anyone';
    return [name, port, found, policies.map((one) => one.name).join(' ')];
  });

  test('are those that both ends allow, those that one end keeps in, and what no source shows', () => {
    expect(rows).toEqual([
      ['a/client', 8080, 'open', 'in out'],
      ['a/stranger', 8080, 'not sent', 'in'],
      // Its pods are those of a chart, in a namespace without policies.
      ['istio-ingress/istio=web', 8080, 'open', 'in'],
      ['10.0.0.0/20', 8080, 'open', 'in'],
    ]);
  });

  test('are everybody where no policy selects the pods', () => {
    const open = reachability(pods('b/server', {}, [{ containerPort: 53, protocol: 'UDP' }]));
    expect(open.waysInto(named(open, 'b/server'))).toMatchObject([
      { from: { kind: 'anyone' }, protocol: 'UDP', port: 53, verdict: 'open', policies: [] },
    ]);
  });

  test('do not count what other clusters say', () => {
    const release = (manifests: readonly object[]) => ({
      resource: {
        helm_release: { All: { name: 'all', chart: './manifests', values: [JSON.stringify({ manifests })] } },
      },
    });
    const two = new PodReachability(
      Inventory.fromStacks({
        application: release([pods('b/server', { app: 'server' }, [{ containerPort: 8080 }])]),
        data: release([policy('b/deny', { podSelector: {} }), pods('a/client', {})]),
      }),
    );
    expect(verdict(two, 'a/client', 'b/server', 8080)).toBe('open');
  });

  test('of charts are those that policies name by labels', () => {
    expect(among.charted.map(({ namespace: home, name }) => `${home}/${name}`)).toEqual(['istio-ingress/istio=web']);
    const ways = among.waysFrom(named(among, 'istio-ingress/istio=web'));
    // Nothing selects them for egress, so they may go anywhere.
    expect(ways).toMatchObject([{ to: { kind: 'anyone' }, verdict: 'open' }]);
  });

  test('are found by cluster where two have pods of one name', () => {
    expect(among.named('the cluster of platform:b/server')).toHaveLength(1);
    expect(among.named('elsewhere:b/server')).toEqual([]);
  });
});
