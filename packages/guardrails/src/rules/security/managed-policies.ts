import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import { policyOf } from '../../reading/policy.ts';
import type { Rule } from '../../rule.ts';

/** Managed policies of AWS, and whom a role must trust to have one. */
const POLICIES: readonly { readonly policies: RegExp; readonly trusts: RegExp; readonly role?: RegExp }[] = [
  { policies: /^AdministratorAccess$/, trusts: /./, role: /(?:^|-)(?:apply|break-glass)$/ },
  { policies: /^(?:ReadOnlyAccess|ViewOnlyAccess|SecurityAudit)$/, trusts: /./, role: /(?:^|-)plan$/ },
  { policies: /^(?:service-role\/)?AWSBackupServiceRolePolicyFor/, trusts: /^backup\.amazonaws\.com$/ },
  { policies: /^AmazonEKS(?:ClusterPolicy|VPCResourceController)$/, trusts: /^eks\.amazonaws\.com$/ },
  {
    policies:
      /^AmazonEKSWorkerNode(?:Minimal)?Policy$|^AmazonEC2ContainerRegistry(?:PullOnly|ReadOnly)$|^AmazonSSMManagedInstanceCore$|^CloudWatchAgentServerPolicy$/,
    trusts: /^ec2\.amazonaws\.com$/,
  },
  {
    policies:
      /^AmazonEKS_CNI_Policy$|^(?:service-role\/)?AmazonEBSCSIDriver(?:Policy|EKSClusterScopedPolicy|PolicyV2)$/,
    trusts: /^pods\.eks\.amazonaws\.com$/,
  },
  { policies: /^service-role\/AmazonRDSEnhancedMonitoringRole$/, trusts: /^monitoring\.rds\.amazonaws\.com$/ },
  { policies: /^service-role\/AWSLambda(?:Basic|VPCAccess)ExecutionRole$/, trusts: /^lambda\.amazonaws\.com$/ },
];

export const managedPolicies: Rule = {
  id: 'SMILE_MANAGED_POLICIES',
  family: 'security',
  severity: 'high',
  title: 'Managed policies of AWS are attached to roles of the service that they are for',
  what: 'Every `aws_iam_role_policy_attachment` of a policy of AWS is one of the table, on a role that trusts the service of its row; AdministratorAccess on deployment and emergency roles alone, ReadOnlyAccess on the one that plans.',
  why: 'A policy of AWS is a list that nobody here wrote; on the role of a pod or host it is what an attacker gets.',
  remedy: 'Write the policy that the role needs, or add the row with the page that asks for it.',
  source: 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html',
  check: each('aws_iam_role_policy_attachment', (attachment, resource, context) => {
    const [, name] = /^arn:aws[\w-]*:iam::aws:policy\/(.+)$/.exec(attachment.text('policy_arn') ?? '') ?? [];
    if (name === undefined) return undefined;
    const row = POLICIES.find(({ policies }) => policies.test(name));
    if (row === undefined) return `policy_arn must be of the table, got ${name}`;
    const [role] = targetsOf(context, resource, 'role', 'aws_iam_role');
    if (role === undefined) return undefined;
    const roleName = Block.of(role).text('name') ?? '';
    if (row.role !== undefined) {
      return row.role.test(roleName) ? undefined : `policy_arn must not be ${name} on role ${roleName}`;
    }
    const statements = policyOf(context, role);
    const trusted = statements?.flatMap(({ principals }) => principals.flatMap(({ ids }) => ids)) ?? [];
    return trusted.length === 0 || trusted.some((id) => row.trusts.test(id))
      ? undefined
      : `policy_arn ${name} is for roles that trust another service, got one that trusts ${trusted.join(', ')}`;
  }),
};
