import type { Value } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';
import { between, matching, oneOf } from './checks.ts';

const GRAMMAR = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html';

/** IAM, KMS and every document that is an IAM policy. */
export const IAM_RULES: readonly ArgumentRule[] = [
  {
    id: 'iam-policy-document',
    types: [
      'aws_iam_policy',
      'aws_iam_role_policy',
      'aws_iam_user_policy',
      'aws_iam_group_policy',
      'aws_kms_key',
      'aws_kms_key_policy',
      'aws_s3_bucket_policy',
      'aws_sns_topic_policy',
      'aws_sqs_queue_policy',
      'aws_secretsmanager_secret_policy',
      'aws_ecr_repository_policy',
      'aws_backup_vault_policy',
      'aws_vpc_endpoint',
    ],
    path: 'policy',
    check: policyProblem,
    source: GRAMMAR,
  },
  {
    id: 'iam-trust-policy',
    types: ['aws_iam_role'],
    path: 'assume_role_policy',
    check: policyProblem,
    source: GRAMMAR,
  },
  {
    id: 'iam-session-duration',
    types: ['aws_iam_role'],
    path: 'max_session_duration',
    check: between(3600, 43200),
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
  },
  {
    id: 'iam-policy-arn',
    types: ['aws_iam_role_policy_attachment'],
    path: 'policy_arn',
    check: matching(/^arn:aws[a-z-]*:iam::(?:aws|\d{12}):policy\/.+$/, 'the ARN of an IAM policy'),
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  },
  {
    id: 'kms-deletion-window',
    types: ['aws_kms_key'],
    path: 'deletion_window_in_days',
    check: between(7, 30),
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html',
  },
  {
    id: 'kms-key-usage',
    types: ['aws_kms_key'],
    path: 'key_usage',
    check: oneOf('ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT'),
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html',
  },
];

/** What is wrong with the text of an IAM policy; undefined when nothing is. */
function policyProblem(value: Value): string | undefined {
  if (typeof value !== 'string') return undefined;
  let policy: unknown;
  try {
    policy = JSON.parse(value);
  } catch (error) {
    if (error instanceof SyntaxError) return `must be JSON, got ${JSON.stringify(value.slice(0, 60))}`;
    throw error;
  }
  if (!isRecord(policy)) return 'must be a JSON object with a Statement';
  const statements = [policy.Statement ?? []].flat();
  if (statements.length === 0) return 'must have at least one Statement';
  const problems = statements.flatMap((statement, i) => statementProblem(statement, i) ?? []);
  return problems.length === 0 ? undefined : problems.join('; ');
}

function statementProblem(statement: unknown, index: number): string | undefined {
  const where = `statement ${index + 1}`;
  if (!isRecord(statement)) return `${where} must be an object`;
  const effect = statement.Effect;
  if (effect !== 'Allow' && effect !== 'Deny')
    return `${where} must have Effect "Allow" or "Deny", got ${JSON.stringify(effect)}`;
  const hasAction = 'Action' in statement || 'NotAction' in statement;
  return hasAction ? undefined : `${where} must have Action or NotAction`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
