import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

const TOO_MUCH = ['AdministratorAccess', 'IAMFullAccess', 'PowerUserAccess'];

export const policyAdministratorAccess: Rule = {
  id: 'CKV_AWS_274',
  family: 'security',
  severity: 'high',
  title: "Nobody has AWS's administrator policy",
  what: 'No attachment names `AdministratorAccess`, `IAMFullAccess` or `PowerUserAccess`.',
  why: 'These policies grow with every new service of AWS, without a review of ours.',
  remedy: 'Write the policy that the role needs. Deployment roles are limited by the boundary.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  includes: ['CKV2_AWS_56'],
  check: each(
    [
      'aws_iam_role_policy_attachment',
      'aws_iam_user_policy_attachment',
      'aws_iam_group_policy_attachment',
      'aws_iam_policy_attachment',
    ],
    (attachment) => {
      const [, name] = /:aws:policy\/(.+)$/.exec(attachment.text('policy_arn') ?? '') ?? [];
      return name !== undefined && TOO_MUCH.includes(name) ? `policy_arn must not be ${name}` : undefined;
    },
  ),
};
