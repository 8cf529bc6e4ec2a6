import { each } from '../../reading/checks.ts';
import { policyOf } from '../../reading/policy.ts';
import { isOpen } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

export const keyPolicyPublic: Rule = {
  id: 'CKV_AWS_33',
  family: 'security',
  severity: 'high',
  title: 'No key may be used by everybody',
  what: 'No statement of a key policy allows the principal `*` without a condition.',
  why: 'Everybody with an AWS account could decrypt what they get hold of.',
  remedy: 'Use EncryptionKey, and grant by service or role.',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
  check: each(['aws_kms_key', 'aws_kms_key_policy'], (_, key, context) =>
    (policyOf(context, key) ?? [])
      .filter(isOpen)
      .map(({ sid, actions }) => `statement ${sid ?? actions.join(', ')} must name its principals, got *`),
  ),
};
