import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const noUsers: Rule = {
  id: 'CKV_AWS_273',
  family: 'security',
  severity: 'high',
  title: 'There are no IAM users and no access keys',
  what: 'No `aws_iam_user` and no `aws_iam_access_key` exists.',
  why: 'An access key works from anywhere and for ever; sign-in roles end by themselves.',
  remedy: 'Let people sign in through Identity Center, and machines through OIDC or roles.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  includes: ['CKV_AWS_40', 'CKV_AWS_348'],
  check: each(['aws_iam_user', 'aws_iam_access_key'], (_, { type }) => `${type} must not exist; use a role`),
};
