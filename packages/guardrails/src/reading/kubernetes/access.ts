import { type KubernetesObject, oncePer } from '@smile/inventory';
import type { RuleContext } from '../../rule.ts';
import { Block } from '../block.ts';
import { objectsOf } from './objects.ts';

const RBAC = /^rbac\.authorization\.k8s\.io\//;

/** Somebody who has a role, through one binding. */
export interface Grant {
  readonly binding: KubernetesObject;
  readonly subject: Block;
  readonly roleKind: string;
  readonly roleName: string;
}

/** Every grant of every binding. */
export const grants: (context: RuleContext) => readonly Grant[] = oncePer((context: RuleContext) =>
  objectsOf(context, ['RoleBinding', 'ClusterRoleBinding'], RBAC).flatMap((binding) => {
    const body = new Block(binding.body);
    const role = body.block('roleRef');
    return body.blocks('subjects').map((subject) => ({
      binding,
      subject,
      roleKind: role.text('kind') ?? '',
      roleName: role.text('name') ?? '',
    }));
  }),
);

/** Roles and ClusterRoles. */
export function rolesOf(context: RuleContext): readonly KubernetesObject[] {
  return objectsOf(context, ['Role', 'ClusterRole'], RBAC);
}

/** The role that a grant names; undefined for those that Kubernetes and charts of others make. */
export function roleOf(context: RuleContext, { binding, roleKind, roleName }: Grant): KubernetesObject | undefined {
  return rolesOf(context).find(
    (role) =>
      role.cluster === binding.cluster &&
      role.kind === roleKind &&
      role.name === roleName &&
      (roleKind === 'ClusterRole' || role.namespace === binding.namespace),
  );
}

/** Whether a binding gives something to a service account, by itself or by one of the groups that every account is in. */
export function isBound(
  context: RuleContext,
  account: Pick<KubernetesObject, 'cluster' | 'namespace' | 'name'>,
): boolean {
  const { cluster, namespace = '', name } = account;
  const groups = ['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  return grants(context).some(({ binding, subject }) => {
    if (binding.cluster !== cluster) return false;
    if (subject.text('kind') === 'Group') return groups.includes(subject.text('name') ?? '');
    const isAccount = subject.text('kind') === 'ServiceAccount' && subject.text('name') === name;
    return isAccount && (subject.text('namespace') ?? binding.namespace) === namespace;
  });
}
