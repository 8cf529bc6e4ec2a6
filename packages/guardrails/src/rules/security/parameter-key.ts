import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const parameterKey: Rule = {
  id: 'CKV_AWS_337',
  family: 'security',
  severity: 'medium',
  title: 'Secret parameters are encrypted under our key',
  what: '`key_id` of every `aws_ssm_parameter` of type SecureString is given.',
  why: 'Under the key of AWS, everybody in the account who may read parameters reads it.',
  remedy: 'Give the parameter a key; better, make it a secret.',
  source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html',
  check: each('aws_ssm_parameter', (parameter) =>
    parameter.text('type') === 'SecureString' ? mustHave(parameter, 'key_id', 'a key of ours') : undefined,
  ),
};
