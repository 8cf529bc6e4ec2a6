import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

const LIMITS: Readonly<Record<string, number>> = { aws_iam_policy: 6144, aws_iam_role_policy: 10_240 };

export const policySize: Rule = {
  id: 'SMILE_POLICY_SIZE',
  family: 'semantics',
  severity: 'high',
  title: 'A policy is no longer than IAM takes',
  what: 'The text of an `aws_iam_policy` has at most 6,144 characters, that of an inline role policy at most 10,240, white space not counted.',
  why: 'Plan accepts any length, IAM refuses it.',
  remedy: 'Split the policy, or group its actions.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  check: each(Object.keys(LIMITS), (policy, { type }) => {
    const size = policy.text('policy')?.replace(/\s/g, '').length ?? 0;
    const limit = LIMITS[type] ?? size;
    return size > limit ? `policy must have at most ${limit} characters, got ${size}` : undefined;
  }),
};
