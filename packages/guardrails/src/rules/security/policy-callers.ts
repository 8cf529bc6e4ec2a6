import type { Resource } from '@smile/inventory';
import { isExpression } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { policyOf, type Statement } from '../../reading/policy.ts';
import { bindingTests, nameOf, namesAccountOf } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

/** Types whose policy says who may use a resource. */
const TYPES = [
  'aws_s3_bucket_policy',
  'aws_kms_key',
  'aws_kms_key_policy',
  'aws_sns_topic_policy',
  'aws_sqs_queue_policy',
  'aws_ecr_repository_policy',
  'aws_secretsmanager_secret_policy',
  'aws_backup_vault_policy',
];

/** Keys that tell for whom a service calls. */
const FOR_WHOM = [
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceOwner',
  'kms:CallerAccount',
  'kms:EncryptionContext:*',
];

/** Services that tell nothing of the account for which they call, by the type that they call. */
const SILENT: readonly { readonly service: string; readonly types: RegExp; readonly source: string }[] = [
  {
    service: 'backup.amazonaws.com',
    types: /^aws_sns_topic_policy$/,
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html',
  },
  {
    // It writes below the number of the account alone, which the resource of the statement names.
    service: 'logdelivery.elasticloadbalancing.amazonaws.com',
    types: /^aws_s3_bucket_policy$/,
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
  },
];

/** Keys that tell the account of whoever calls. */
const CALLER = [
  'kms:CallerAccount',
  'aws:SourceOwner',
  'aws:SourceAccount',
  'aws:PrincipalAccount',
  'aws:PrincipalOrgID',
];

export const policyCallers: Rule = {
  id: 'SMILE_POLICY_CALLERS',
  family: 'security',
  severity: 'high',
  title: 'Policies of resources let services and principals of this account in only',
  what: 'Every Allow of a policy of a bucket, key, topic, queue, repository, secret or vault binds services to this account by aws:SourceAccount, aws:SourceArn or the encryption context, and `*` to it by the caller, with an operator that holds for nobody else; it lists actions, and no NotPrincipal or NotAction.',
  why: 'A service acts for all its customers: without the condition, or with one that holds where nothing is said, another account makes it write or read here.',
  remedy: 'Add the condition with StringEquals or ArnLike, and the values of this account.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  check: each(TYPES, (_, resource, context) =>
    (policyOf(context, resource) ?? [])
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => [
        ...services(statement, resource),
        ...everybody(statement, resource),
        ...actions(statement, resource),
      ]),
  ),
};

function services(statement: Statement, resource: Resource): readonly string[] {
  return statement.principals
    .filter(({ type }) => type === 'Service')
    .flatMap(({ ids }) => ids)
    .filter((service) => !isExpression(service))
    .flatMap((service) => {
      if (SILENT.some((one) => one.service === service && one.types.test(resource.type)))
        return silent(statement, service, resource);
      const tests = bindingTests(statement, FOR_WHOM);
      if (tests.length === 0) {
        return [
          `${nameOf(statement)} must bind ${service} by aws:SourceAccount or aws:SourceArn, got no condition that does`,
        ];
      }
      // The ARN of a bucket names no account, so that the account has to be named beside it.
      return tests.some((test) => namesAccountOf(resource, test)) &&
        tests.every((test) => namesAccountOf(resource, test) || isOfBucket(test.values))
        ? []
        : [
            `${nameOf(statement)} must bind ${service} to account ${resource.account}, got ${tests.flatMap(({ values }) => values).join(', ')}`,
          ];
    });
}

function isOfBucket(values: readonly string[]): boolean {
  return values.every((value) => /^arn:aws[\w-]*:s3:::/.test(value));
}

/** What it may do is bounded by the path, which ends in the account. */
function silent(statement: Statement, service: string, resource: Resource): readonly string[] {
  if (resource.type !== 'aws_s3_bucket_policy' || resource.account === undefined) return [];
  const account = resource.account;
  return statement.resources.every((one) => one.includes(`/AWSLogs/${account}/`))
    ? []
    : [
        `${nameOf(statement)} must let ${service} write below /AWSLogs/${account}/ only, got ${statement.resources.join(', ')}`,
      ];
}

function everybody(statement: Statement, resource: Resource): readonly string[] {
  if (!statement.principals.some(({ ids }) => ids.includes('*'))) return [];
  return bindingTests(statement, CALLER).some((test) => namesAccountOf(resource, test))
    ? []
    : [
        `${nameOf(statement)} must bind * to account ${resource.account ?? 'of its own'} by ${CALLER.join(' or ')}, got no condition that does`,
      ];
}

function actions(statement: Statement, resource: Resource): readonly string[] {
  const isOwner =
    resource.type.startsWith('aws_kms_key') &&
    statement.principals.every(
      ({ type, ids }) => type === 'AWS' && ids.every((id) => isExpression(id) || /:root$|^\d{12}$/.test(id)),
    );
  const wide = statement.actions.filter((action) => /^(?:[\w-]+:)?\*$/.test(action));
  const isUnbounded =
    statement.resources.length === 0 &&
    statement.notResources.length === 0 &&
    resource.type !== 'aws_ecr_repository_policy';
  const isAnyService = statement.principals.some(({ type, ids }) => type === 'Service' && ids.includes('*'));
  return [
    ...(isUnbounded ? [`${nameOf(statement)} must name resources, got none`] : []),
    ...(isAnyService ? [`${nameOf(statement)} must name services, got *`] : []),
    ...(statement.notActions.length > 0 ? [`${nameOf(statement)} must list actions, got NotAction`] : []),
    ...(wide.length > 0 && !isOwner ? [`${nameOf(statement)} must list actions, got ${wide.join(', ')}`] : []),
  ];
}
