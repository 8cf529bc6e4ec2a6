import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const imageLifecycle: Rule = {
  id: 'SMILE_IMAGE_LIFECYCLE',
  family: 'semantics',
  severity: 'high',
  title: 'A lifecycle policy of images has rules',
  what: '`policy` of every `aws_ecr_lifecycle_policy` is JSON with at least one rule, each with a priority, a selection and an action.',
  why: 'Plan accepts {} and any text, ECR refuses it.',
  remedy: 'Build it with the aws_ecr_lifecycle_policy_document data source.',
  source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html',
  check: each('aws_ecr_lifecycle_policy', (lifecycle) => {
    const text = lifecycle.text('policy');
    return text === undefined ? mustHave(lifecycle, 'policy', 'JSON with rules') : ruleProblem(text);
  }),
};

function ruleProblem(text: string): string | undefined {
  let policy: { readonly rules?: readonly Record<string, unknown>[] };
  try {
    policy = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return `policy must be JSON, got ${JSON.stringify(text)}`;
    throw error;
  }
  const rules = Array.isArray(policy?.rules) ? policy.rules : [];
  if (rules.length === 0) return `policy must have rules, got ${text}`;
  const index = rules.findIndex(
    ({ rulePriority, selection, action }) => ![rulePriority, selection, action].every(Boolean),
  );
  return index < 0
    ? undefined
    : `policy must give rule ${index + 1} a selection and an action, got ${JSON.stringify(rules[index])}`;
}
