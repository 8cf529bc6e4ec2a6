import { type KubernetesObject, kubernetesObjects } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { type Grant, grants, roleOf } from '../../reading/kubernetes/access.ts';
import { found } from '../../reading/kubernetes/objects.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** Group that the access entry of the plan role has. */
const PLAN_GROUP = 'smile:plan';

export const planAccess: Rule = {
  id: 'SMILE_K8S_PLAN_ACCESS',
  family: 'kubernetes',
  severity: 'high',
  title: 'The plan role reads no Kubernetes Secret and has no pods/exec',
  what: `Roles that a binding gives to the group \`${PLAN_GROUP}\` have no verb but get, list and watch, and neither Secrets, \`pods/exec\`, \`pods/attach\`, \`pods/portforward\`, \`nodes/proxy\` nor \`*\`; of the roles that Kubernetes brings, only \`view\`. Together they read every kind that a \`kubernetes_…\` resource of the cluster makes. A role that was not read is not judged, which is a warning.`,
  why: 'A plan runs the code of whoever changes it: what it may read, that code may read; and a plan that may not read what it manages fails.',
  remedy: 'Use PlanAccess of @smile/cluster-platform.',
  source: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks',
  check: (context) =>
    grants(context)
      .filter(({ subject }) => subject.text('kind') === 'Group' && subject.text('name') === PLAN_GROUP)
      .flatMap((grant, index, all) => [
        ...problemsOf(context, grant),
        ...(index === all.findIndex(({ binding }) => binding.cluster === grant.binding.cluster)
          ? unread(context, all, grant.binding)
          : []),
      ]),
};

/** Kinds in the state of a cluster that no rule of the group's roles lets a plan read. */
function unread(context: RuleContext, all: readonly Grant[], { cluster, resource }: KubernetesObject) {
  const here = all.filter(({ binding }) => binding.cluster === cluster);
  const roles = here.map((grant) => roleOf(context, grant));
  // What a role of Kubernetes itself, or one that was not read, lets in is not known here.
  if (roles.some((role) => role === undefined)) return [];
  const rules = roles.flatMap((role) => new Block(role?.body ?? {}).blocks('rules'));
  const wanted = kubernetesObjects(context.inventory)
    .filter((object) => object.cluster === cluster && object.resource.type.startsWith('kubernetes_'))
    .map(({ apiVersion, kind }) => ({
      group: apiVersion.includes('/') ? apiVersion.replace(/\/.*$/, '') : '',
      name: pluralOf(kind),
    }));
  const missing = wanted.filter(
    ({ group, name }) => !CLOSED.includes(name) && !rules.some((rule) => lets(rule, group, name)),
  );
  return [...new Set(missing.map(({ name }) => name))].map((name) => ({
    place: resource,
    message: `roles of ${PLAN_GROUP} must let it get ${name}, which stacks of its cluster make`,
  }));
}

function lets(rule: Block, group: string, name: string): boolean {
  return (
    rule.texts('apiGroups').includes(group) &&
    rule.texts('resources').includes(name) &&
    rule.texts('verbs').includes('get') &&
    rule.texts('resourceNames').length === 0
  );
}

/** As the API spells resources: `networkpolicies`, `storageclasses`. */
function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (word.endsWith('y')) return `${word.slice(0, -1)}ies`;
  return word.endsWith('s') ? `${word}es` : `${word}s`;
}

const READING = ['get', 'list', 'watch'];
const CLOSED = [
  'secrets',
  'pods/exec',
  'pods/attach',
  'pods/portforward',
  'nodes/proxy',
  'serviceaccounts/token',
  '*',
  '*/*',
  'pods/*',
];
/** Roles of Kubernetes itself: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles */
const BUILT_IN = ['cluster-admin', 'admin', 'edit'];

function problemsOf(context: RuleContext, grant: Grant) {
  const { binding, roleName } = grant;
  if (roleName === 'view') return [];
  if (BUILT_IN.includes(roleName)) return found(binding, `must not give ${roleName} to ${PLAN_GROUP}`);
  const role = roleOf(context, grant);
  if (role === undefined) return found(binding, `not judged: the role ${roleName} was not read`, 'warned');
  return found(role, ruleProblems(role));
}

function ruleProblems(role: KubernetesObject): readonly string[] {
  const body = new Block(role.body);
  const rules = body.blocks('rules').flatMap((rule, index) => {
    const verbs = rule.texts('verbs').filter((verb) => !READING.includes(verb));
    const closed = rule.texts('resources').filter((one) => CLOSED.includes(one));
    return [
      ...(verbs.length === 0
        ? []
        : [`rules[${index}].verbs must be get, list or watch for ${PLAN_GROUP}, got ${verbs.join(', ')}`]),
      ...(closed.length === 0
        ? []
        : [`rules[${index}].resources must not have ${closed.join(', ')} for ${PLAN_GROUP}`]),
    ];
  });
  // Whoever makes a role with the right label adds to it.
  return body.raw('aggregationRule') === undefined ? rules : [...rules, `must not be aggregated for ${PLAN_GROUP}`];
}
