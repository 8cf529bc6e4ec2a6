import type { Resource } from '@smile/inventory';
import { Block, isExpression } from '../../reading/block.ts';
import { targetsOf } from '../../reading/links.ts';
import { policyOf } from '../../reading/policy.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** Arguments by which a resource takes on a role, and the argument with the name that its trust policy has to name. */
const USERS: readonly {
  readonly type: string;
  readonly role: string;
  readonly name: string;
  readonly service: string;
}[] = [
  { type: 'aws_eks_cluster', role: 'role_arn', name: 'name', service: 'eks.amazonaws.com' },
  { type: 'aws_eks_addon', role: 'pod_identity_association', name: 'cluster_name', service: 'pods.eks.amazonaws.com' },
  {
    type: 'aws_eks_pod_identity_association',
    role: 'role_arn',
    name: 'cluster_name',
    service: 'pods.eks.amazonaws.com',
  },
  { type: 'aws_db_instance', role: 'monitoring_role_arn', name: 'identifier', service: 'monitoring.rds.amazonaws.com' },
  { type: 'aws_eks_node_group', role: 'node_role_arn', name: '', service: 'ec2.amazonaws.com' },
  { type: 'aws_iam_instance_profile', role: 'role', name: '', service: 'ec2.amazonaws.com' },
  { type: 'aws_cloudtrail', role: 'cloud_watch_logs_role_arn', name: '', service: 'cloudtrail.amazonaws.com' },
  { type: 'aws_backup_selection', role: 'iam_role_arn', name: '', service: 'backup.amazonaws.com' },
  { type: 'aws_backup_restore_testing_selection', role: 'iam_role_arn', name: '', service: 'backup.amazonaws.com' },
  { type: 'aws_ecr_repository_creation_template', role: 'custom_role_arn', name: '', service: 'ecr.amazonaws.com' },
];

/** Keys whose value is the ARN of whoever takes on the role. */
const BY_ARN = /^aws:SourceArn$|eks-cluster-arn$/;

export const roleUsers: Rule = {
  id: 'SMILE_ROLE_USERS',
  family: 'semantics',
  severity: 'high',
  title: 'A role trusts the service and the resource that take it on',
  what: 'The role that a cluster, add-on, database, node group, instance profile, trail, backup selection or creation template names trusts its service; where its trust policy binds an ARN, that is the ARN of this resource or of its cluster.',
  why: "A role of another cluster's add-on is taken by Terraform, and refused to the pods when they start.",
  remedy: 'Give each its own role.',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn',
  check: (context) =>
    USERS.flatMap(({ type, role, name, service }) =>
      context.resources(type).flatMap((place) =>
        rolesOf(place, role, context).flatMap((one) => {
          const statements = policyOf(context, one)?.filter(({ effect }) => effect === 'Allow') ?? [];
          if (statements.length === 0) return [];
          const own = statements.filter(({ principals }) => principals.some(({ ids }) => ids.includes(service)));
          if (own.length === 0) {
            return [{ place, message: `${role} must be a role that trusts ${service}, got ${one.address}` }];
          }
          const wanted = name === '' ? undefined : nameAt(place, name, context);
          const isNamed = own.some(({ tests }) =>
            tests
              .filter(({ key }) => BY_ARN.test(key))
              .every(({ values }) =>
                values.some((value) => isExpression(value) || wanted === undefined || endsIn(value, wanted)),
              ),
          );
          return isNamed
            ? []
            : [
                {
                  place,
                  message: `${role} must be a role whose trust policy names ${wanted}, got ${one.address} of another`,
                },
              ];
        }),
      ),
    ),
};

function rolesOf(place: Resource, argument: string, context: RuleContext): readonly Resource[] {
  const named = context.inventory.referencesAt(place, argument).filter(({ type }) => type === 'aws_iam_role');
  return named.length > 0 ? named : targetsOf(context, place, argument, 'aws_iam_role');
}

function nameAt(place: Resource, argument: string, context: RuleContext): string | undefined {
  const text = Block.of(place).text(argument);
  if (text !== undefined || argument !== 'cluster_name') return text;
  const [cluster] = targetsOf(context, place, argument, 'aws_eks_cluster');
  return cluster === undefined ? undefined : Block.of(cluster).text('name');
}

function endsIn(arn: string, name: string): boolean {
  return arn.endsWith(`/${name}`) || arn.endsWith(`:${name}`);
}
