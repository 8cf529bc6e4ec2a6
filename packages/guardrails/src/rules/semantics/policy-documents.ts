import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf } from '../../reading/checks.ts';
import { statementsOf } from '../../reading/policy.ts';
import type { Rule } from '../../rule.ts';

export const policyDocuments: Rule = {
  id: 'SMILE_POLICY_DOCUMENT',
  family: 'semantics',
  severity: 'high',
  title: 'A policy is one that IAM can read',
  what: 'Every policy is JSON whose statements have the effect Allow or Deny and an action; an attached policy is named by an ARN.',
  why: 'Plan accepts the effect Alow, and IAM refuses it, or worse: a document with a typing error denies nothing.',
  remedy: 'Build it with aws_iam_policy_document, and grant with the grant methods.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  check: allOf(argumentRules('iam-policy-document', 'iam-trust-policy', 'iam-policy-arn'), (context) =>
    context.dataSources('aws_iam_policy_document').flatMap((place) =>
      statementsOf(context, place)
        .filter(({ effect }) => !['Allow', 'Deny', '?'].includes(effect))
        .map(({ sid, effect }) => ({
          place,
          message: `statement ${sid ?? 'without sid'} must have effect Allow or Deny, got ${effect}`,
        })),
    ),
  ),
};
