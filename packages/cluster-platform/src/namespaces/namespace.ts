import { DefaultServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/default-service-account-v1';
import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import { REASON_ANNOTATION } from '@smile/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { BASIC_ALLOWANCES, MESH_ALLOWANCES } from './basic-allowances.ts';
import { NAMESPACES, type NamespaceEntry, type NamespaceName } from './namespace-table.ts';

/** How much all pods of a namespace may ask for together. */
export interface NamespaceQuota {
  /** CPUs, as in `16` or `500m`. */
  readonly cpu: string;
  /** As in `64Gi`. Limits of memory may be twice as much. */
  readonly memory: string;
  readonly pods: number;
  /** Volume claims. @default 0 */
  readonly volumes?: number;
}

export interface NamespaceProps {
  readonly name: NamespaceName;
  /** Kubernetes version of the cluster, as in `1.35`: pods are judged by the standards of that version. */
  readonly kubernetesVersion: string;
  readonly quota: NamespaceQuota;
}

/**
 * A namespace that starts closed (K8S-NS): the Pod Security level of its table, a quota, requests for containers that name
 * none, no token for the default service account, and no connection in or out but name resolution, credentials of EKS Pod
 * Identity and what the mesh needs. What else its pods may reach is said with `Pods.allowFrom`.
 *
 * Deleting it deletes everything in it, so Terraform is kept from it.
 *
 * @stateful
 */
export class Namespace extends Construct {
  readonly name: NamespaceName;
  readonly entry: NamespaceEntry;
  /** What holds everything in it. */
  readonly resource: NamespaceV1;
  /** What must exist before pods of it start. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    this.name = props.name;
    this.entry = NAMESPACES[props.name];
    const namespace = this.createNamespace(props.kubernetesVersion);
    this.resource = namespace;
    const quota = this.createQuota(namespace, props.quota);
    const defaults = this.createDefaults(namespace);
    const account = this.closeDefaultAccount(namespace);
    const policies = this.closeNetwork(namespace);
    this.ready = [namespace, quota, defaults, account, ...policies];
  }

  private createNamespace(version: string): NamespaceV1 {
    const { podSecurity, mesh, purpose, waitsForLoadBalancer = false } = this.entry;
    return new NamespaceV1(this, 'Default', {
      metadata: {
        name: this.name,
        annotations: { [REASON_ANNOTATION]: this.entry.weakerBecause ?? purpose },
        labels: {
          'pod-security.kubernetes.io/enforce': podSecurity,
          'pod-security.kubernetes.io/enforce-version': `v${version}`,
          // Says at apply what would break if the namespace were stricter.
          'pod-security.kubernetes.io/warn': 'restricted',
          'pod-security.kubernetes.io/warn-version': `v${version}`,
          ...(mesh === 'sidecars' ? { 'istio-injection': 'enabled' } : {}),
          // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/
          ...(waitsForLoadBalancer ? { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' } : {}),
        },
      },
      lifecycle: { preventDestroy: true },
    });
  }

  private createQuota(namespace: NamespaceV1, quota: NamespaceQuota): ResourceQuotaV1 {
    const { cpu, memory, pods, volumes = 0 } = quota;
    return new ResourceQuotaV1(this, 'Quota', {
      metadata: { name: 'all-pods', namespace: namespace.metadata.name },
      spec: {
        hard: {
          'requests.cpu': cpu,
          'requests.memory': memory,
          'limits.memory': doubled(memory),
          pods: String(pods),
          persistentvolumeclaims: String(volumes),
          // Load balancers are Terraform's, and a node port would be open on every node.
          'services.loadbalancers': '0',
          'services.nodeports': '0',
        },
      },
    });
  }

  /** For the containers of charts that name no requests: a quota refuses pods without. */
  private createDefaults(namespace: NamespaceV1): LimitRangeV1 {
    return new LimitRangeV1(this, 'Defaults', {
      metadata: { name: 'defaults', namespace: namespace.metadata.name },
      spec: {
        limit: [
          {
            type: 'Container',
            defaultRequest: { cpu: '50m', memory: '128Mi' },
            default: { memory: '512Mi' },
          },
        ],
      },
    });
  }

  /** Every pod that names no account of its own gets this one; it has no rights, and now no token either. */
  private closeDefaultAccount(namespace: NamespaceV1): DefaultServiceAccountV1 {
    return new DefaultServiceAccountV1(this, 'DefaultAccount', {
      metadata: { namespace: namespace.metadata.name },
      automountServiceAccountToken: false,
    });
  }

  private closeNetwork(namespace: NamespaceV1): NetworkPolicyV1[] {
    const closed = new NetworkPolicyV1(this, 'DenyAll', {
      metadata: {
        name: 'deny-all',
        namespace: namespace.metadata.name,
        annotations: { [REASON_ANNOTATION]: 'What is not allowed by another policy is denied, in and out' },
      },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
    const allowances = this.entry.mesh === 'outside' ? BASIC_ALLOWANCES : [...BASIC_ALLOWANCES, ...MESH_ALLOWANCES];
    const open = allowances.map(
      ({ id, name, reason, spec }) =>
        new NetworkPolicyV1(this, id, {
          metadata: { name, namespace: namespace.metadata.name, annotations: { [REASON_ANNOTATION]: reason } },
          spec: { podSelector: {}, ...spec },
        }),
    );
    return [closed, ...open];
  }
}

/** Twice a quantity of memory, in the same unit. */
function doubled(memory: string): string {
  return memory.replace(/^\d+/, (amount) => String(2 * Number(amount)));
}
