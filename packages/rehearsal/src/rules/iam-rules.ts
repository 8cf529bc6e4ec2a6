import type { Value } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';
import { between, matching, oneOf } from './checks.ts';

const GRAMMAR = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html';

/** IAM, KMS and every document that is an IAM policy. */
export const IAM_RULES: readonly ArgumentRule[] = [
  {
    id: 'iam-policy-document',
    types: ['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'],
    path: 'policy',
    check: policyProblem({ principal: 'refused', resource: 'needed' }),
    source: GRAMMAR,
  },
  {
    id: 'iam-resource-policy',
    types: [
      'aws_kms_key',
      'aws_kms_key_policy',
      'aws_s3_bucket_policy',
      'aws_sns_topic_policy',
      'aws_sqs_queue_policy',
      'aws_secretsmanager_secret_policy',
      'aws_backup_vault_policy',
      'aws_vpc_endpoint',
    ],
    path: 'policy',
    check: policyProblem({ principal: 'needed', resource: 'needed' }),
    source: GRAMMAR,
  },
  {
    id: 'ecr-repository-policy',
    types: ['aws_ecr_repository_policy'],
    path: 'policy',
    check: policyProblem({ principal: 'needed', resource: 'optional' }),
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html',
  },
  {
    id: 'iam-trust-policy',
    types: ['aws_iam_role'],
    path: 'assume_role_policy',
    check: policyProblem({ principal: 'needed', resource: 'refused' }),
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
/** Elements that the grammar asks of a statement, by where its policy stands. */
interface Elements {
  readonly principal: 'needed' | 'refused';
  readonly resource: 'needed' | 'refused' | 'optional';
}

function policyProblem(elements: Elements): (value: Value) => string | undefined {
  return (value) => {
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
    const problems = statements.flatMap((statement, i) => statementProblem(statement, i, elements) ?? []);
    return problems.length === 0 ? undefined : problems.join('; ');
  };
}

function statementProblem(statement: unknown, index: number, { principal, resource }: Elements): string | undefined {
  const where = `statement ${index + 1}`;
  if (!isRecord(statement)) return `${where} must be an object`;
  const effect = statement.Effect;
  if (effect !== 'Allow' && effect !== 'Deny')
    return `${where} must have Effect "Allow" or "Deny", got ${JSON.stringify(effect)}`;
  const has = (element: string) => element in statement || `Not${element}` in statement;
  if (!has('Action')) return `${where} must have Action or NotAction`;
  const asked = { Principal: principal, Resource: resource };
  for (const [element, wanted] of Object.entries(asked)) {
    if (wanted === 'needed' && !has(element)) return `${where} must have ${element} or Not${element}`;
    if (wanted === 'refused' && has(element)) return `${where} must have no ${element}`;
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
