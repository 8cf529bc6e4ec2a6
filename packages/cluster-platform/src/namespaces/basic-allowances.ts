import type { NetworkPolicyV1Spec } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { MESH_PORTS } from '../mesh/mesh-names.ts';

/** A policy that every namespace of a kind has. */
export interface Allowance {
  /** Construct id, which is part of a Terraform address. */
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  readonly spec: Omit<NetworkPolicyV1Spec, 'podSelector'>;
}

const tcp = (port: number) => ({ port: String(port), protocol: 'TCP' });
const namespaced = (namespace: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': namespace } });

/** What pods of every namespace need. */
export const BASIC_ALLOWANCES: readonly Allowance[] = [
  {
    id: 'AllowNames',
    name: 'allow-names',
    reason: 'CoreDNS resolves names',
    spec: {
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            { namespaceSelector: namespaced('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } },
          ],
          ports: [{ port: '53', protocol: 'UDP' }, tcp(53)],
        },
      ],
    },
  },
  {
    id: 'AllowPodIdentity',
    name: 'allow-pod-identity',
    // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
    reason: 'The agent of EKS Pod Identity on the node hands out credentials',
    spec: {
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: [tcp(80)] }],
    },
  },
];

/** What sidecars and gateways need beside what istiod's add-on allows. https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio */
export const MESH_ALLOWANCES: readonly Allowance[] = [
  {
    id: 'AllowProxyMetrics',
    name: 'allow-proxy-metrics',
    reason: 'Prometheus reads the merged metrics of proxy and application',
    spec: {
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: namespaced('monitoring'),
              podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
            },
          ],
          ports: [tcp(MESH_PORTS.mergedMetrics)],
        },
      ],
    },
  },
];
