import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const secretKey: Rule = {
  id: 'CKV_AWS_149',
  family: 'security',
  severity: 'high',
  title: 'Secrets are encrypted under our key',
  what: '`kms_key_id` of every `aws_secretsmanager_secret` is given.',
  why: 'Under the key of AWS, everybody in the account who may read secrets reads this one.',
  remedy: 'Use ApplicationSecrets, or give the secret a key.',
  source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html',
  check: each('aws_secretsmanager_secret', (secret) => mustHave(secret, 'kms_key_id', 'a key of ours')),
};
