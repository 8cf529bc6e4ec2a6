import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { pascalCase } from '@smile/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AgentCloud } from './agent-cloud.ts';
import { JENKINS_SERVICE } from './jenkins-pods.ts';

export interface AgentAccountsProps {
  readonly cloud: AgentCloud;
  readonly after: readonly ITerraformDependable[];
}

/**
 * Who makes the pods of a cloud, and as whom they run.
 *
 * The maker's account is in the controller's namespace, its rights in that of the pods alone. It may not open a shell in them
 * (`pods/exec`), nor change one (`patch`): an agent is one container, which a changed image would turn into another.
 * Verbs: https://github.com/jenkinsci/kubernetes-plugin/blob/master/src/main/kubernetes/service-account.yml, without those.
 */
export class AgentAccounts extends Construct {
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { cloud, after }: AgentAccountsProps) {
    super(scope, id);
    const { maker, namespace, agents } = cloud;
    const account = (name: string, home: string, words: string) =>
      new ServiceAccountV1(this, words, {
        metadata: { name, namespace: home },
        automountServiceAccountToken: false,
        dependsOn: [...after],
      });
    const made = account(maker, JENKINS_SERVICE.namespace, 'Maker');
    const role = new RoleV1(this, 'Role', {
      metadata: { name: maker, namespace },
      rule: [
        { apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete', 'get', 'list', 'watch'] },
        { apiGroups: [''], resources: ['pods/log', 'events'], verbs: ['get', 'list', 'watch'] },
      ],
      dependsOn: [...after],
    });
    const binding = new RoleBindingV1(this, 'Default', {
      metadata: { name: maker, namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.metadata.name },
      subject: [{ kind: 'ServiceAccount', name: made.metadata.name, namespace: JENKINS_SERVICE.namespace }],
    });
    this.ready = [made, binding, ...agents.map((name) => account(name, namespace, `Agent${pascalCase(name)}`))];
  }
}
