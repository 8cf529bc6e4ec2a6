import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

/** Policies of EKS that read no Secret and change nothing. */
const LOOKING = ['AmazonEKSViewPolicy'];

/** Who may administer a whole cluster: those who deploy it. */
const ADMINISTRATORS = /:role\/[a-z]+-[a-z]+-(?:apply|break-glass)$/;

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
  what: `Every \`aws_eks_access_policy_association\` but those of apply and break-glass has ${LOOKING.join(', ')}, or names namespaces of which none is or matches ${CLOSED.join(', ')}.`,
  why: 'Who may make a pod in the namespace of the deployment agents takes on the apply role.',
  remedy: 'Give AccessEntry namespaces such as smile, wms, preview-*.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html',
  check: each('aws_eks_access_policy_association', (block, association, { inventory }) => {
    const policy = block.text('policy_arn')?.split('/').at(-1);
    if (policy === undefined || LOOKING.includes(policy)) return undefined;
    const [entry] = inventory.referencesAt(association, 'principal_arn');
    const principal = block.text('principal_arn') ?? (entry && Block.of(entry).text('principal_arn'));
    // The role itself, where an entry names it by reference.
    const [role] = entry === undefined ? [] : inventory.referencesAt(entry, 'principal_arn');
    const arn = principal ?? (role && `:role/${Block.of(role).text('name')}`);
    if (arn !== undefined && ADMINISTRATORS.test(arn)) return undefined;
    const scope = block.block('access_scope');
    if (scope.isUnknown('type')) return undefined;
    if (scope.text('type') !== 'namespace')
      return `access_scope must name namespaces with ${policy}, got ${scope.show('type')}`;
    return scope
      .texts('namespaces')
      .filter((pattern) => CLOSED.some((namespace) => matches(pattern, namespace)))
      .map(
        (pattern) => `access_scope.namespaces must match none of ${CLOSED.join(', ')} with ${policy}, got "${pattern}"`,
      );
  }),
};

/** EKS takes `*` for any characters. */
function matches(pattern: string, namespace: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(namespace);
}
