import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface SecretsWatcherProps {
  readonly namespace: string;
  /** Name of the account, and of its role. */
  readonly serviceAccount: string;
  readonly after: readonly ITerraformDependable[];
}

/** An account that sees of every namespace whether its Secrets are filled, and never what is in them. */
export class SecretsWatcher extends Construct {
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { namespace, serviceAccount: name, after }: SecretsWatcherProps) {
    super(scope, id);
    const account = new ServiceAccountV1(this, 'Account', {
      metadata: { name, namespace },
      // The pod that needs a token asks for it.
      automountServiceAccountToken: false,
      dependsOn: [...after],
    });
    const role = new ClusterRoleV1(this, 'Role', {
      metadata: { name },
      rule: [{ apiGroups: ['external-secrets.io'], resources: ['externalsecrets'], verbs: ['get', 'list', 'watch'] }],
    });
    const binding = new ClusterRoleBindingV1(this, 'Default', {
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role.metadata.name },
      subject: [{ kind: 'ServiceAccount', name: account.metadata.name, namespace }],
    });
    this.ready = [account, binding];
  }
}
