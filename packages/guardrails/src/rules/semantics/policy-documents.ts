import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf } from '../../reading/checks.ts';
import { policyOf, type Statement, statementsOf } from '../../reading/policy.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** What the grammar asks of statements, by where their policy stands. */
interface Grammar {
  readonly types: readonly string[];
  readonly principal: 'needed' | 'refused';
  readonly resource: 'needed' | 'refused' | 'optional';
}

const GRAMMARS: readonly Grammar[] = [
  {
    types: ['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_group_policy', 'aws_iam_user_policy'],
    principal: 'refused',
    resource: 'needed',
  },
  { types: ['aws_iam_role'], principal: 'needed', resource: 'refused' },
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html: the repository is meant anyhow.
  { types: ['aws_ecr_repository_policy'], principal: 'needed', resource: 'optional' },
  {
    types: [
      'aws_backup_vault_policy',
      'aws_kms_key',
      'aws_kms_key_policy',
      'aws_s3_bucket_policy',
      'aws_secretsmanager_secret_policy',
      'aws_sns_topic_policy',
      'aws_sqs_queue_policy',
      'aws_vpc_endpoint',
    ],
    principal: 'needed',
    resource: 'needed',
  },
];

export const policyDocuments: Rule = {
  id: 'SMILE_POLICY_DOCUMENT',
  family: 'semantics',
  severity: 'high',
  title: 'A policy is one that IAM can read',
  what: 'Every policy is JSON with at least one statement. A statement has the effect Allow or Deny and an action; one of an identity has resources and no principal, one of a role’s trust a principal and no resource, one of a resource a principal and, but for ECR, resources. An attached policy is named by an ARN.',
  why: 'Plan accepts the effect Alow, or a statement without an action, and IAM refuses it, or worse: a document with a typing error denies nothing.',
  remedy: 'Build it with aws_iam_policy_document, and grant with the grant methods.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  check: allOf(
    argumentRules(
      'iam-policy-document',
      'iam-resource-policy',
      'ecr-repository-policy',
      'iam-trust-policy',
      'iam-policy-arn',
    ),
    (context) =>
      context
        .dataSources('aws_iam_policy_document')
        .flatMap((place) =>
          statementsOf(context, place).flatMap((statement) =>
            elementsMissing(statement).map((message) => ({ place, message })),
          ),
        ),
    (context) => GRAMMARS.flatMap((grammar) => brokenBy(grammar, context)),
  ),
};

/** What every statement has, wherever it stands. */
function elementsMissing(statement: Statement): readonly string[] {
  const { effect, actions, notActions } = statement;
  return [
    ...(['Allow', 'Deny', '?'].includes(effect)
      ? []
      : [`${nameOf(statement)} must have effect Allow or Deny, got ${effect}`]),
    ...(actions.length + notActions.length > 0 ? [] : [`${nameOf(statement)} must have actions`]),
  ];
}

function brokenBy({ types, principal, resource }: Grammar, context: RuleContext): readonly Violation[] {
  return types
    .flatMap((type) => context.resources(type))
    .flatMap((place) => {
      const statements = policyOf(context, place);
      if (statements === undefined) return [];
      if (statements.length === 0) return [{ place, message: 'its policy must have a statement' }];
      return statements.flatMap((statement) => {
        const { principals, resources, notResources } = statement;
        return [
          ...against(principal, principals.length > 0, `${nameOf(statement)} must have principals`, 'principals'),
          ...against(
            resource,
            resources.length + notResources.length > 0,
            `${nameOf(statement)} must have resources`,
            'resources',
          ),
        ].map((message) => ({ place, message }));
      });
    });
}

function against(wanted: Grammar['resource'], has: boolean, missing: string, element: string): readonly string[] {
  if (wanted === 'needed' && !has) return [missing];
  return wanted === 'refused' && has ? [missing.replace(`have ${element}`, `have no ${element}`)] : [];
}

function nameOf({ sid }: Statement): string {
  return `statement ${sid ?? 'without sid'}`;
}
