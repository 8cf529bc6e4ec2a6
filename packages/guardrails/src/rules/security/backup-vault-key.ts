import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const backupVaultKey: Rule = {
  id: 'CKV_AWS_166',
  family: 'security',
  severity: 'medium',
  title: 'Backups are encrypted under our key',
  what: '`kms_key_arn` of every `aws_backup_vault` is given.',
  why: 'Under the key of AWS, backups can never be copied to another account.',
  remedy: 'Use Backups.',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html',
  check: each('aws_backup_vault', (vault) => mustHave(vault, 'kms_key_arn', 'a key of ours')),
};
