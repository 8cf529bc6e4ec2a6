import { iamMatches, type Resource } from '@smile/inventory';
import { each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import { policyOf, type Statement } from '../../reading/policy.ts';
import { isBinding, nameOf } from '../../reading/statement-tests.ts';
import type { Rule, RuleContext } from '../../rule.ts';

const POLICIES = ['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'];

/** Actions that IAM bounds by no resource, as the Service Authorization Reference has them, or that only list. */
const WITHOUT_RESOURCE = [
  'ec2messages:*',
  'ssmmessages:Create*',
  'ssmmessages:Open*',
  'ssm:DescribeAssociation',
  'ssm:DescribeDocument',
  'ssm:DescribeInstanceInformation',
  'ssm:DescribeSessions',
  'ssm:GetConnectionStatus',
  'ssm:GetDeployablePatchSnapshotForInstance',
  'ssm:GetDocument',
  'ssm:GetManifest',
  'ssm:ListAssociations',
  'ssm:ListInstanceAssociations',
  'ssm:PutComplianceItems',
  'ssm:PutConfigurePackageResult',
  'ssm:PutInventory',
  'ssm:UpdateAssociationStatus',
  'ssm:UpdateInstanceAssociationStatus',
  'ssm:UpdateInstanceInformation',
  'ec2:Describe*',
  'ec2:GetInstanceTypesFromInstanceRequirements',
  'autoscaling:Describe*',
  'elasticloadbalancing:Describe*',
  'ecr:GetAuthorizationToken',
  'logs:DescribeLogGroups',
  'cloudwatch:PutMetricData',
  'cloudwatch:List*',
  'cloudwatch:GetMetricData',
  'cloudwatch:GetMetricStatistics',
  'secretsmanager:GetRandomPassword',
  'sts:GetCallerIdentity',
  'tag:GetResources',
  'route53:ListHostedZones*',
  's3:ListAllMyBuckets',
];

/** Actions that a role may have on all resources of a type, because it makes them by names that others choose. */
const ON_ALL_OF_A_TYPE = ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'];

/** Actions that no person has together: whoever sets a value must not read the others. */
const APART: readonly (readonly [string, string])[] = [
  ['secretsmanager:PutSecretValue', 'secretsmanager:GetSecretValue'],
];

export const policyReach: Rule = {
  id: 'SMILE_POLICY_REACH',
  family: 'security',
  severity: 'high',
  title: 'Allow statements are limited by resources or by effective conditions',
  what: 'Each Allow of each managed and inline policy lists actions and resources; on `*`, or on everything of a type, it has only actions that IAM bounds by no resource (packages/guardrails/src/rules/security/policy-reach.ts), or a condition that binds. Limits such as boundaries, which allow everything and deny the rest, are judged by SMILE_BOUNDARY_HOLDS.',
  why: 'PassRole, AssumeRole, Decrypt or GetSecretValue on * is every role, key and secret of the account, and a list with NotAction grows with every service of AWS.',
  remedy: 'Name the resource; where its name is not known, bind by its tag.',
  source:
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  check: each(POLICIES, (policy, resource, context) => {
    const statements = policyOf(context, resource) ?? [];
    if (/boundary/i.test(policy.text('name') ?? '')) return undefined;
    const allows = statements.filter(({ effect }) => effect === 'Allow');
    return [...allows.flatMap(problemsOf), ...(isForPeople(context, resource) ? together(allows) : [])];
  }),
};

function problemsOf(statement: Statement): readonly string[] {
  const { actions, notActions, resources, notResources, tests } = statement;
  const name = nameOf(statement);
  const [everything, ofType] = [resources.some(isEverything), resources.find(isAllOfType)];
  const isBound = tests.some(isBinding);
  const unbounded = actions.filter((action) => {
    if (isBound || WITHOUT_RESOURCE.some((pattern) => iamMatches(pattern, action))) return false;
    return everything || (ofType !== undefined && !ON_ALL_OF_A_TYPE.includes(action));
  });
  const wild = actions.filter(
    (action) => /^\*$|:(?:\*|[A-Za-z]{0,2}\*)$/.test(action) && !WITHOUT_RESOURCE.includes(action),
  );
  return [
    ...(notActions.length > 0 ? [`${name} must list actions, got NotAction ${notActions.join(', ')}`] : []),
    ...(notResources.length > 0 ? [`${name} must list resources, got NotResource ${notResources.join(', ')}`] : []),
    ...unbounded.map(
      (action) => `${name} must bound ${action} by a resource or a condition, got ${everything ? '*' : ofType}`,
    ),
    ...wild.map((action) => `${name} must list actions, got ${action}`),
    ...tests
      .filter(({ operator, values }) => /IfExists$/.test(operator) && values.length === 0)
      .map(({ key }) => `${name} must give values of ${key}, got none`),
  ];
}

/** `*`, or everything of a service. */
function isEverything(resource: string): boolean {
  return resource === '*' || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:\*$/.test(resource);
}

/** Everything of a type, as in `arn:aws:iam::111111111111:role/*`. */
function isAllOfType(resource: string): boolean {
  // Objects of one bucket are one thing's.
  if (/^arn:[^:]*:s3:/.test(resource)) return /^arn:[^:]*:s3:::\*/.test(resource);
  return /^arn:[^:]*:[^:]*:[^:]*:[^:]*:[\w-]+[/:]\*$/.test(resource);
}

/** Whether a role trusts people, and not a service. */
function isForPeople(context: RuleContext, resource: Resource): boolean {
  return targetsOf(context, resource, 'role', 'aws_iam_role').some((role) =>
    policyOf(context, role)?.some(({ principals }) => principals.some(({ type }) => type === 'AWS')),
  );
}

function together(allows: readonly Statement[]): readonly string[] {
  return APART.flatMap(([one, other]) => {
    const has = (action: string) =>
      allows.some(({ actions }) => actions.some((pattern) => iamMatches(pattern, action)));
    return has(one) && has(other) ? [`policy must not allow ${one} and ${other} together`] : [];
  });
}
