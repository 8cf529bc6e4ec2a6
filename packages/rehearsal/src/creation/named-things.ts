import type { ObjectValue } from '../protocol/value.ts';
import { textsAt, textsIn, type World } from './world.ts';

/** One kind of thing that arguments name by ARN, and how its absence shows. */
interface NamedThing {
  /** ARNs of this kind. */
  readonly arn: RegExp;
  readonly what: string;
  readonly types: readonly string[];
  /** Attributes of those types that hold the ARN. @default ['arn'] */
  readonly attributes?: readonly string[];
  readonly code: string;
  readonly source: string;
}

const REFERENCE = 'https://docs.aws.amazon.com';

/** A service that is handed the ARN of one of these reads it, or tries to use it, before it makes anything. */
export const NAMED_THINGS: readonly NamedThing[] = [
  {
    arn: /^arn:aws:iam::\d{12}:role\/aws-service-role\//,
    what: 'service-linked role',
    types: ['aws_iam_service_linked_role'],
    code: 'NoSuchEntity',
    source: `${REFERENCE}/IAM/latest/UserGuide/using-service-linked-roles.html`,
  },
  {
    arn: /^arn:aws:iam::\d{12}:role\//,
    what: 'role',
    types: ['aws_iam_role'],
    code: 'NoSuchEntity',
    source: `${REFERENCE}/IAM/latest/APIReference/API_GetRole.html`,
  },
  {
    arn: /^arn:aws:iam::\d{12}:user\//,
    what: 'user',
    types: ['aws_iam_user'],
    code: 'NoSuchEntity',
    source: `${REFERENCE}/IAM/latest/APIReference/API_GetUser.html`,
  },
  {
    arn: /^arn:aws:iam::\d{12}:policy\//,
    what: 'policy or boundary',
    types: ['aws_iam_policy'],
    code: 'NoSuchEntity',
    source: `${REFERENCE}/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html`,
  },
  {
    arn: /^arn:aws:kms:[^:]+:\d{12}:key\//,
    what: 'key',
    types: ['aws_kms_key', 'aws_kms_replica_key'],
    code: 'NotFoundException',
    source: `${REFERENCE}/kms/latest/APIReference/API_DescribeKey.html`,
  },
  {
    arn: /^arn:aws:kms:[^:]+:\d{12}:alias\/(?!aws\/)/,
    what: 'alias of a key',
    types: ['aws_kms_alias'],
    code: 'NotFoundException',
    source: `${REFERENCE}/kms/latest/APIReference/API_DescribeKey.html`,
  },
  {
    arn: /^arn:aws:sns:[^:]+:\d{12}:[^:]+$/,
    what: 'topic',
    types: ['aws_sns_topic'],
    code: 'NotFound',
    source: `${REFERENCE}/sns/latest/api/API_GetTopicAttributes.html`,
  },
  {
    arn: /^arn:aws:secretsmanager:[^:]+:\d{12}:secret:/,
    what: 'secret',
    types: ['aws_secretsmanager_secret', 'aws_db_instance'],
    attributes: ['arn', 'master_user_secret.secret_arn'],
    code: 'ResourceNotFoundException',
    source: `${REFERENCE}/secretsmanager/latest/apireference/API_DescribeSecret.html`,
  },
  {
    arn: /^arn:aws:acm:[^:]+:\d{12}:certificate\//,
    what: 'certificate',
    types: ['aws_acm_certificate'],
    code: 'CertificateNotFound',
    source: `${REFERENCE}/elasticloadbalancing/latest/APIReference/API_CreateListener.html`,
  },
  {
    arn: /^arn:aws:s3:::[^/*]+$/,
    what: 'bucket',
    types: ['aws_s3_bucket'],
    code: 'NoSuchBucket',
    source: `${REFERENCE}/AmazonS3/latest/API/API_HeadBucket.html`,
  },
  {
    arn: /^arn:aws:logs:[^:]+:\d{12}:log-group:[^*]+(:\*)?$/,
    what: 'log group',
    types: ['aws_cloudwatch_log_group'],
    code: 'ResourceNotFoundException',
    source: `${REFERENCE}/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html`,
  },
  {
    arn: /^arn:aws:elasticloadbalancing:[^:]+:\d{12}:targetgroup\//,
    what: 'target group',
    types: ['aws_lb_target_group'],
    code: 'TargetGroupNotFound',
    source: `${REFERENCE}/elasticloadbalancing/latest/APIReference/API_CreateRule.html`,
  },
  {
    arn: /^arn:aws:eks:[^:]+:\d{12}:cluster\//,
    what: 'cluster',
    types: ['aws_eks_cluster'],
    code: 'ResourceNotFoundException',
    source: `${REFERENCE}/eks/latest/APIReference/API_DescribeCluster.html`,
  },
];

/** What an object names by a whole ARN and does not exist yet, as refusals of the service. */
export function missingThings(object: ObjectValue, world: World): string[] {
  const arns = [...new Set(textsIn(object).filter((text) => text.startsWith('arn:')))];
  return arns.flatMap((arn) => {
    const thing = NAMED_THINGS.find(({ arn: form }) => form.test(arn));
    if (thing === undefined || exists(arn, thing, world)) return [];
    return [`${thing.code}: the ${thing.what} ${arn} does not exist yet`];
  });
}

/** Whether something of the kind has the ARN. A log group is also named with `:*` at its end. */
function exists(arn: string, { types, attributes = ['arn'] }: NamedThing, world: World): boolean {
  const plain = arn.replace(/:\*$/, '');
  if (world.isByHand(arn) || /[*?]/.test(plain)) return true;
  return attributes.some((attribute) => world.has(types, attribute, plain));
}

/** How services word that a policy names a principal that does not exist, by type and argument. */
const POLICIES: Readonly<
  Record<string, { readonly argument: string; readonly refusal: string; readonly source: string }>
> = {
  aws_iam_role: {
    argument: 'assume_role_policy',
    refusal: 'MalformedPolicyDocument: Invalid principal in policy',
    source: `${REFERENCE}/IAM/latest/UserGuide/troubleshoot_roles.html`,
  },
  aws_kms_key: {
    argument: 'policy',
    refusal: 'MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals',
    source: `${REFERENCE}/kms/latest/developerguide/key-policy-overview.html`,
  },
  aws_s3_bucket_policy: {
    argument: 'policy',
    refusal: 'MalformedPolicy: Invalid principal in policy',
    source: 'https://repost.aws/knowledge-center/s3-invalid-principal-in-policy-error',
  },
  aws_sns_topic_policy: {
    argument: 'policy',
    refusal: 'InvalidParameter: Invalid parameter: Policy Error: PrincipalNotFound',
    source: `${REFERENCE}/sns/latest/api/API_SetTopicAttributes.html`,
  },
  aws_sqs_queue_policy: {
    argument: 'policy',
    refusal: 'InvalidAttributeValue: Invalid value for the parameter Policy',
    source: `${REFERENCE}/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html`,
  },
  aws_ecr_repository_policy: {
    argument: 'policy',
    refusal:
      "InvalidParameterException: Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Principal not found'",
    source: `${REFERENCE}/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html`,
  },
  aws_secretsmanager_secret_policy: {
    argument: 'policy',
    refusal: 'MalformedPolicyDocumentException: This resource policy contains an unsupported principal',
    source: `${REFERENCE}/secretsmanager/latest/apireference/API_PutResourcePolicy.html`,
  },
};

/** Principals of a policy that do not exist yet. Roots of accounts and services always do; conditions are not looked at. */
export function missingPrincipals(type: string, object: ObjectValue, world: World): string[] {
  const policy = POLICIES[type];
  if (policy === undefined) return [];
  const documents = textsAt(object, policy.argument);
  const named = [...new Set(documents.flatMap(awsPrincipals))];
  return named
    .filter((arn) => missingThings({ arn }, world).length > 0)
    .map((arn) => `${policy.refusal}: "AWS":"${arn}" does not exist yet`);
}

interface PolicyDocument {
  readonly Statement?: PolicyStatement | readonly PolicyStatement[];
}

interface PolicyStatement {
  readonly Principal?: string | { readonly AWS?: string | readonly string[] };
}

function awsPrincipals(document: string): string[] {
  const { Statement = [] } = JSON.parse(document) as PolicyDocument;
  return [Statement].flat().flatMap(({ Principal }) => {
    const aws = typeof Principal === 'string' ? [] : (Principal?.AWS ?? []);
    return [aws].flat();
  });
}
