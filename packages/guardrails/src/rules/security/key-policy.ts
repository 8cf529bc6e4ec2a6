import { each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const keyPolicy: Rule = {
  id: 'CKV2_AWS_64',
  family: 'security',
  severity: 'medium',
  title: 'Every key says who may use it',
  what: 'Every `aws_kms_key` has a `policy`, or an `aws_kms_key_policy` that names it.',
  why: "The default policy gives the key to whoever the account's IAM policies give kms:*.",
  remedy: 'Use EncryptionKey.',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  check: each('aws_kms_key', (key, resource, context) =>
    key.has('policy') || companionsOf(context, resource, 'aws_kms_key_policy', 'key_id').length > 0
      ? undefined
      : 'policy must be given, got nothing',
  ),
};
