import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const keyRotation: Rule = {
  id: 'CKV_AWS_7',
  family: 'security',
  severity: 'medium',
  title: 'Keys are rotated every year',
  what: '`enable_key_rotation` of every symmetric `aws_kms_key` is true.',
  why: 'The longer one key encrypts, the more a stolen one opens.',
  remedy: 'Use EncryptionKey.',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
  check: each('aws_kms_key', (key) => {
    const isSymmetric = (key.text('customer_master_key_spec') ?? 'SYMMETRIC_DEFAULT') === 'SYMMETRIC_DEFAULT';
    return isSymmetric ? mustBe(key, 'enable_key_rotation', true) : undefined;
  }),
};
