import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { diagramOf, diagramsOf } from '../diagram.ts';

const policy = (namespace: string, spec: object) => ({ metadata: { name: 'x', namespace }, spec });
const home = (name: string) => ({ namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': name } } });

/** Two slots: the first as it should be, the second with a way to the first. */
const estate = Inventory.fromStacks({
  'indonesia-dev-app-platform': {
    '//': { metadata: { environment: 'indonesia/dev' } },
    terraform: { backend: { s3: { key: 'indonesia/dev/app-platform.tfstate' } } },
    provider: { kubernetes: [{ host: 'https://example' }] },
    resource: {
      kubernetes_namespace_v1: {
        One: { metadata: { name: 'preview-1' } },
        Two: { metadata: { name: 'preview-2' } },
        Smile: { metadata: { name: 'smile' } },
      },
      kubernetes_resource_quota_v1: {
        One: {
          metadata: { name: 'q', namespace: 'preview-1' },
          spec: { hard: { 'requests.cpu': '4', 'requests.memory': '8Gi', pods: '20' } },
        },
      },
      kubernetes_network_policy_v1: {
        In: policy('preview-1', {
          pod_selector: {},
          ingress: [{ from: [home('istio-ingress')], ports: [{ port: '8080' }] }],
        }),
        Own: policy('preview-1', {
          pod_selector: {},
          egress: [{ to: [home('preview-1')], ports: [{ port: '3306' }] }],
        }),
        Out: policy('preview-1', { pod_selector: {}, egress: [{ to: [home('auth')], ports: [{ port: '8080' }] }] }),
        Other: policy('preview-2', {
          pod_selector: {},
          egress: [{ to: [home('preview-1')], ports: [{ port: '6379' }] }],
        }),
        Elsewhere: policy('smile', { pod_selector: {}, egress: [{ to: [home('preview-1')] }] }),
      },
      kubernetes_role_binding_v1: {
        One: {
          metadata: { name: 'r', namespace: 'preview-1' },
          role_ref: { kind: 'Role', name: 'r', api_group: 'rbac.authorization.k8s.io' },
          subject: [{ kind: 'ServiceAccount', name: 'preview', namespace: 'jenkins-preview' }],
        },
      },
    },
  },
});

describe('the picture of previews', () => {
  const { nodes, edges, description } = diagramOf(estate, 'indonesia/dev', 'previews');

  test('shows slots with their size, and whoever has to do with them', () => {
    expect(nodes.map(({ name, facts }) => [name, facts[0]])).toEqual([
      ['preview-1', '4 CPUs, 8Gi, 20 pods'],
      ['preview-2', '? CPUs, ?, ? pods'],
      ['Keycloak', 'auth'],
      ['Gateway of visitors', 'istio-ingress'],
      ['jenkins-preview/preview', 'pods of Jenkins that bring previews up'],
    ]);
  });

  test('shows who reaches whom, and would show a way between two slots', () => {
    expect(edges.map(({ from, to, label }) => [from, to, ...label])).toEqual([
      ['jenkins-preview/preview', 'preview-1', 'releases'],
      ['istio-ingress', 'preview-1', '8080'],
      ['preview-1', 'auth', '8080'],
      ['preview-2', 'preview-1', '6379'],
    ]);
    expect(description).toContain('preview-2 has ? CPUs, ?, ? pods; nobody reaches it, and it reaches preview-1.');
  });

  test('is left out where there are no slots', () => {
    const kinds = (id: string) => diagramsOf(estate, id).map(({ kind }) => kind);
    expect(kinds('indonesia/dev')).toContain('previews');
    expect(kinds('indonesia/staging')).not.toContain('previews');
  });
});
