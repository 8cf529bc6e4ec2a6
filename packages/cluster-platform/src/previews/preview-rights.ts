import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { PREVIEW_PODS, PREVIEW_SLOTS, pascalCase } from '@smile/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { PREVIEW_ACCOUNT } from './preview-places.ts';

export interface PreviewRightsProps {
  readonly after: readonly ITerraformDependable[];
}

const CHANGES = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
const LOOKS = ['get', 'list', 'watch'];

/**
 * What a preview's release consists of, and what Helm looks at while it waits. Not Secrets, network policies, quotas, accounts or roles: the fence
 * of a slot is the platform's. Helm keeps releases in ConfigMaps.
 */
const RULES = [
  { apiGroups: [''], resources: ['configmaps', 'services'], verbs: CHANGES },
  { apiGroups: ['apps'], resources: ['deployments'], verbs: CHANGES },
  { apiGroups: ['batch'], resources: ['jobs'], verbs: CHANGES },
  { apiGroups: ['networking.istio.io'], resources: ['virtualservices'], verbs: CHANGES },
  { apiGroups: [''], resources: ['pods', 'pods/log', 'events'], verbs: LOOKS },
  { apiGroups: ['apps'], resources: ['replicasets'], verbs: LOOKS },
];

/**
 * The account of a slot's pods, and what those may do there who bring previews up: pods of Jenkins, by their service account. In no other
 * namespace, and nothing of the whole cluster.
 *
 * No access entry of EKS: its policy `AmazonEKSAdminPolicy` would let them change network policies and roles of the slot, too.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export class PreviewRights extends Construct {
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { after }: PreviewRightsProps) {
    super(scope, id);
    this.ready = PREVIEW_SLOTS.flatMap((namespace) => {
      const slot = new Construct(this, pascalCase(namespace));
      const account = new ServiceAccountV1(slot, 'Account', {
        metadata: { name: PREVIEW_ACCOUNT, namespace },
        automountServiceAccountToken: false,
        dependsOn: [...after],
      });
      const role = new RoleV1(slot, 'Role', {
        metadata: { name: 'preview-releases', namespace },
        rule: RULES,
        dependsOn: [...after],
      });
      const binding = new RoleBindingV1(slot, 'Default', {
        metadata: { name: 'preview-releases', namespace },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.metadata.name },
        subject: [{ kind: 'ServiceAccount', name: PREVIEW_PODS.serviceAccount, namespace: PREVIEW_PODS.namespace }],
      });
      return [account, binding];
    });
  }
}
