import { DefaultServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/default-service-account-v1';
import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { platformStackFor } from '../fixtures.ts';
import { Namespace } from './namespace.ts';
import { NAMESPACES, type NamespaceEntry, type NamespaceName, namespacesOf } from './namespace-table.ts';

const withNamespace = (name: NamespaceName) =>
  platformStackFor((stack) => {
    const quota = { cpu: '8', memory: '16Gi', pods: 20, volumes: 2 };
    new Namespace(stack, 'Namespace', { name, kubernetesVersion: '1.35', quota });
  });

describe('a namespace (K8S-NS)', () => {
  const stack = withNamespace('smile');

  test('enforces its level of the Pod Security Standards, in the version of the cluster', () => {
    expect(stack).toHaveResource(NamespaceV1, {
      metadata: {
        name: 'smile',
        labels: {
          // https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'v1.35',
          // https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#automatic-sidecar-injection
          'istio-injection': 'enabled',
        },
      },
      lifecycle: { prevent_destroy: true },
    });
  });

  test('has a quota, and requests for containers that name none', () => {
    expect(stack).toHaveResource(ResourceQuotaV1, {
      spec: {
        hard: {
          'requests.cpu': '8',
          'requests.memory': '16Gi',
          'limits.memory': '32Gi',
          pods: '20',
          persistentvolumeclaims: '2',
          'services.loadbalancers': '0',
          'services.nodeports': '0',
        },
      },
    });
    expect(stack).toHaveResource(LimitRangeV1, {
      spec: { limit: [{ type: 'Container', default_request: { cpu: '50m', memory: '128Mi' } }] },
    });
  });

  test('gives its default service account no token', () => {
    expect(stack).toHaveResource(DefaultServiceAccountV1, { automount_service_account_token: false });
  });

  // https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic
  test('denies every connection, in and out', () => {
    expect(stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'deny-all' },
      spec: { pod_selector: {}, policy_types: ['Ingress', 'Egress'] },
    });
  });

  test('lets its pods resolve names and fetch the credentials of EKS Pod Identity', () => {
    expect(stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'allow-names' },
      spec: {
        egress: [
          {
            ports: [
              { port: '53', protocol: 'UDP' },
              { port: '53', protocol: 'TCP' },
            ],
          },
        ],
      },
    });
    expect(stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'allow-pod-identity' },
      // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html
      spec: { egress: [{ to: [{ ip_block: { cidr: '169.254.170.23/32' } }], ports: [{ port: '80' }] }] },
    });
  });
});

test('outside the mesh there is no sidecar, and nothing to read from one', () => {
  const stack = withNamespace('database-jobs');
  expect(stack).not.toHaveResource(NamespaceV1, { metadata: { labels: { 'istio-injection': 'enabled' } } });
  expect(stack).not.toHaveResource(NetworkPolicyV1, { metadata: { name: 'allow-proxy-metrics' } });
  expect(withNamespace('auth')).toHaveResource(NetworkPolicyV1, { metadata: { name: 'allow-proxy-metrics' } });
});

// https://kubernetes-sigs.github.io/aws-load-balancer-controller/v2.13/deploy/pod_readiness_gate/
test('gateways are ready once the load balancer sends them requests, and nothing else waits for one', () => {
  const label = { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' };
  expect(withNamespace('istio-ingress')).toHaveResource(NamespaceV1, { metadata: { labels: label } });
  expect(withNamespace('smile')).not.toHaveResource(NamespaceV1, { metadata: { labels: label } });
});

test('says why its pods may do more than restricted allows', () => {
  expect(withNamespace('node-agents')).toHaveResource(NamespaceV1, {
    metadata: {
      labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      annotations: {
        'smile/reason': 'agents read the logs, the disks and the counters of their node from its file system',
      },
    },
  });
  const weaker = Object.values(NAMESPACES as Record<string, NamespaceEntry>).filter(
    ({ podSecurity }) => podSecurity !== 'restricted',
  );
  expect(weaker.filter(({ weakerBecause }) => weakerBecause === undefined)).toEqual([]);
});

// The names that the owner's document asks for (K8S-NS).
test.each([
  ['application', ['smile', 'wms', 'auth', 'monitoring', 'istio-system', 'jenkins']],
  ['data', ['etl', 'olap', 'monitoring', 'istio-system']],
  ['shared', ['smile', 'wms', 'auth', 'jenkins', 'etl', 'olap', 'monitoring', 'istio-system']],
] as const)('the %s cluster has %j among others', (cluster, names) => {
  expect(namespacesOf(cluster)).toEqual(expect.arrayContaining([...names]));
});

test('the application cluster has nothing of the data platform, and the reverse', () => {
  expect(namespacesOf('application')).not.toContain('etl');
  expect(namespacesOf('data')).not.toContain('smile');
});
