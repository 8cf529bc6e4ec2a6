import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { PLAN_GROUP } from '@smile/core';
import { Construct } from 'constructs';

/** Kinds that our stacks manage, by API group: what a plan refreshes. Never `secrets`: releases are kept in ConfigMaps. */
export const PLANNED_KINDS: Readonly<Record<string, readonly string[]>> = {
  '': [
    'configmaps',
    'limitranges',
    'namespaces',
    'persistentvolumeclaims',
    'resourcequotas',
    'serviceaccounts',
    'services',
  ],
  apps: ['deployments', 'statefulsets', 'daemonsets'],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
  'networking.k8s.io': ['networkpolicies'],
  policy: ['poddisruptionbudgets'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': ['storageclasses'],
};

/** Lets the plan role read exactly the kinds that a plan compares (docs/adr/0018). */
export class PlanAccess extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new ClusterRoleV1(this, 'Role', {
      metadata: { name: 'smile-plan' },
      rule: Object.entries(PLANNED_KINDS).map(([group, resources]) => ({
        apiGroups: [group],
        resources: [...resources],
        verbs: ['get', 'list'],
      })),
    });
    new ClusterRoleBindingV1(this, 'Default', {
      metadata: { name: 'smile-plan' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role.metadata.name },
      subject: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: PLAN_GROUP }],
    });
  }
}
