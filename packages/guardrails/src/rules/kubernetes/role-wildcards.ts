import type { KubernetesObject } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { grants, rolesOf } from '../../reading/kubernetes/access.ts';
import { found, hasReason } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

export const roleWildcards: Rule = {
  id: 'SMILE_K8S_ROLES',
  family: 'kubernetes',
  severity: 'high',
  title: 'Roles name what they allow, and nobody is bound to everything',
  what: 'No Role or ClusterRole has `*` among its API groups, resources, verbs or URLs, or the verbs `bind`, `escalate` or `impersonate`; one that reads or changes Secrets names them by `resourceNames`, or has the annotation `smile/reason`. No binding names `cluster-admin`, the group `system:masters`, or everybody.',
  why: 'A star takes in what the next chart brings, Secrets and tokens included; whoever has cluster-admin has every namespace.',
  remedy: 'List the resources and verbs that are used.',
  source: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  check: (context) => [
    ...rolesOf(context).flatMap((role) => found(role, roleProblems(role))),
    ...grants(context).flatMap(({ binding, subject, roleName }) => found(binding, bindingProblems(subject, roleName))),
  ],
};

const LISTS = ['apiGroups', 'resources', 'verbs', 'nonResourceURLs'] as const;
/** Verbs by which somebody gives himself more. */
const RISING = ['bind', 'escalate', 'impersonate'];

function roleProblems(role: KubernetesObject): readonly string[] {
  return new Block(role.body).blocks('rules').flatMap((rule, index) => {
    const stars = LISTS.filter((name) => rule.texts(name).some((one) => one === '*' || one.endsWith('/*')));
    const rising = rule.texts('verbs').filter((verb) => RISING.includes(verb));
    const isOfSecrets = readsSecrets(rule) && rule.texts('resourceNames').length === 0 && !hasReason(role);
    return [
      ...stars.map((name) => `rules[${index}].${name} must not have *`),
      ...rising.map((verb) => `rules[${index}].verbs must not have ${verb}`),
      ...(isOfSecrets
        ? [`rules[${index}] is about Secrets, so it must name them or have the annotation smile/reason`]
        : []),
    ];
  });
}

/** Whether a rule is about Secrets, in whatever way. */
function readsSecrets(rule: Block): boolean {
  const isCore = rule.texts('apiGroups').some((group) => group === '' || group === '*');
  return isCore && rule.texts('resources').includes('secrets') && rule.texts('verbs').length > 0;
}

const EVERYBODY = ['system:authenticated', 'system:unauthenticated', 'system:anonymous', 'system:serviceaccounts'];

function bindingProblems(subject: Block, role: string): readonly string[] {
  const name = subject.text('name') ?? '';
  return [
    ...(role === 'cluster-admin' ? [`must not give cluster-admin to ${name}`] : []),
    ...(name === 'system:masters' ? ['must not have the group system:masters as subject'] : []),
    ...(EVERYBODY.includes(name) ? [`must not have ${name} as subject, which is everybody`] : []),
  ];
}
