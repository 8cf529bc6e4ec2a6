import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { pascalCase, type QuotaOfNamespace, throwIfAny } from '@smile/core';
import { Aspects, dependable, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Namespace } from '../namespaces/namespace.ts';
import { type NamespaceName, namespacesOf } from '../namespaces/namespace-table.ts';

export interface NamespacesProps {
  readonly cluster: { readonly role: 'application' | 'data' | 'shared'; readonly version: string };
  /** By namespace; each one has a quota. */
  readonly quotas: Readonly<Record<string, QuotaOfNamespace>>;
  /** @default - those that such a cluster has in every environment */
  readonly names?: readonly NamespaceName[];
}

/** Namespaces of a cluster (K8S-NS). */
export class Namespaces extends Construct {
  private readonly byName = new Map<string, Namespace>();

  constructor(scope: Construct, id: string, props: NamespacesProps) {
    super(scope, id);
    const { cluster, quotas, names = namespacesOf(cluster.role) } = props;
    throwIfAny(this, quotaProblems(names, quotas, cluster.role));
    for (const name of names) {
      const quota = quotas[name];
      if (quota === undefined) continue;
      const namespace = new Namespace(this, pascalCase(name), { name, kubernetesVersion: cluster.version, quota });
      this.byName.set(name, namespace);
    }
  }

  /** Lets every network policy below a construct wait for its namespace, which it knows by name alone. */
  orderPolicies(scope: Construct): void {
    Aspects.of(scope).add({
      visit: (node) => {
        if (!(node instanceof NetworkPolicyV1)) return;
        const namespace = this.byName.get(node.metadataInput?.namespace ?? '');
        if (namespace !== undefined) node.dependsOn = [dependable(namespace.resource)];
      },
    });
  }

  /** What must exist before pods of any of them start. */
  get ready(): readonly ITerraformDependable[] {
    return [...this.byName.values()].flatMap(({ ready }) => ready);
  }

  /** What must exist before pods of a namespace start. Those of Kubernetes itself are always there. */
  readyFor(name: string): readonly ITerraformDependable[] {
    return this.byName.get(name)?.ready ?? [];
  }
}

function quotaProblems(
  names: readonly NamespaceName[],
  quotas: NamespacesProps['quotas'],
  role: NamespacesProps['cluster']['role'],
): string[] {
  return names
    .filter((name) => quotas[name] === undefined)
    .map(
      (name) => `namespace ${name} of the ${role} cluster has no quota: add platform.quotas.${name} to the environment`,
    );
}
