import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const keyArguments: Rule = {
  id: 'SMILE_KEY_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'A key has a waiting time, a use and an alias that KMS takes',
  what: '`deletion_window_in_days` is 7 to 30, `key_usage` a known use, and the name of an `aws_kms_alias` not one of AWS.',
  why: 'Plan accepts other values, KMS refuses them.',
  remedy: 'Use EncryptionKey.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html',
  check: argumentRules('kms-deletion-window', 'kms-key-usage', 'kms-alias-name'),
};
