import { each, mustBe, mustReach } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

const KINDS = ['lowercase_characters', 'numbers', 'symbols', 'uppercase_characters'];

export const passwordPolicy: Rule = {
  id: 'CKV_AWS_10',
  family: 'security',
  severity: 'medium',
  title: 'Passwords of the account are long, mixed, and not used again',
  what: '`aws_iam_account_password_policy` asks for 14 characters of four kinds and remembers 24.',
  why: 'CIS AWS Foundations Benchmark asks for it, and break-glass users have a password.',
  remedy: 'Use AccountDefaults.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
  includes: ['CKV_AWS_11', 'CKV_AWS_12', 'CKV_AWS_13', 'CKV_AWS_14', 'CKV_AWS_15'],
  check: each('aws_iam_account_password_policy', (policy) => [
    mustReach(policy, 'minimum_password_length', 14, 6),
    mustReach(policy, 'password_reuse_prevention', 24, 0),
    ...KINDS.map((kind) => mustBe(policy, `require_${kind}`, true)),
  ]),
};
