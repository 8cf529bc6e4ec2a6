import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** Policies of EKS that read no Secret and change nothing. */
const LOOKING = ['AmazonEKSViewPolicy'];

/** How the roles are called that may administer a whole cluster: those who deploy it. */
const ADMINISTRATORS = /^[a-z]+-[a-z]+-(?:apply|break-glass)$/;

/** Namespaces in which whoever makes a pod gets more than its own rights. */
const CLOSED = [
  'jenkins',
  'jenkins-check',
  'jenkins-plan',
  'jenkins-apply',
  'jenkins-build',
  'kube-system',
  'cert-manager',
  'external-secrets',
  'istio-system',
  'monitoring',
  'auth',
];

export const clusterScope: Rule = {
  id: 'SMILE_CLUSTER_SCOPE',
  family: 'security',
  severity: 'high',
  title: 'Access policies that change workloads or read Secrets are scoped to namespaces of workloads',
  what: `Every \`aws_eks_access_policy_association\` but those of the roles of apply and break-glass that the bootstrap stack of its own environment makes has ${LOOKING.join(', ')}, or names namespaces of which none is or matches ${CLOSED.join(', ')}.`,
  why: 'Who may make a pod in the namespace of the deployment agents takes on the apply role.',
  remedy: 'Give AccessEntry namespaces such as smile, wms, preview-*.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html',
  check: (context) =>
    context
      .resources('aws_eks_access_policy_association')
      .flatMap((place) => problemsOf(Block.of(place), place, context).map((one) => ({ place, ...one }))),
};

type Problem = Omit<Violation, 'place'>;

function problemsOf(block: Block, association: Resource, context: RuleContext): readonly Problem[] {
  const policy = block.text('policy_arn')?.split('/').at(-1);
  if (policy === undefined || LOOKING.includes(policy)) return [];
  const scope = block.block('access_scope');
  if (scope.isUnknown('type')) return [];
  const problems = scopeProblems(scope, policy).map((message): Problem => ({ message }));
  if (problems.length === 0) return [];
  const administers = isAdministrator(context, association);
  if (administers === undefined) {
    return [
      { message: 'not judged: the role may be that of apply, and the bootstrap stack was not read', status: 'warned' },
    ];
  }
  return administers ? [] : problems;
}

function scopeProblems(scope: Block, policy: string): readonly string[] {
  if (scope.text('type') !== 'namespace') {
    return [`access_scope must name namespaces with ${policy}, got ${scope.show('type')}`];
  }
  return scope
    .texts('namespaces')
    .filter((pattern) => CLOSED.some((namespace) => matches(pattern, namespace)))
    .map(
      (pattern) => `access_scope.namespaces must match none of ${CLOSED.join(', ')} with ${policy}, got "${pattern}"`,
    );
}

/**
 * Whether a principal is a deployment role of the environment itself; undefined where its roles were not read. A name alone
 * says nothing: whoever makes a role chooses it, and another account has roles of the same name.
 */
function isAdministrator(context: RuleContext, association: Resource): boolean | undefined {
  const { inventory } = context;
  const block = Block.of(association);
  const [entry] = inventory.referencesAt(association, 'principal_arn');
  // The role itself, where an entry names it by reference.
  const [role] = entry === undefined ? [] : [entry, ...inventory.referencesAt(entry, 'principal_arn')].filter(isRole);
  if (role !== undefined) return isDeploymentRole(role, association);
  const arn = block.text('principal_arn') ?? (entry && Block.of(entry).text('principal_arn'));
  const [, account, name = ''] = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn ?? '') ?? [];
  if (!ADMINISTRATORS.test(name) || (association.account !== undefined && account !== association.account))
    return false;
  const own = context.resources('aws_iam_role').filter((one) => isDeploymentRole(one, association));
  return own.length === 0 ? undefined : own.some((one) => Block.of(one).text('name') === name);
}

function isRole({ type }: Resource): boolean {
  return type === 'aws_iam_role';
}

/** Roles of apply and break-glass, which the bootstrap stack makes and holds by a boundary. */
function isDeploymentRole(role: Resource, { environment, account }: Resource): boolean {
  const isNear = role.environment === environment && role.account === account;
  return isNear && role.stack.endsWith('-bootstrap') && ADMINISTRATORS.test(Block.of(role).text('name') ?? '');
}

/** EKS takes `*` for any characters. */
function matches(pattern: string, namespace: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(namespace);
}
