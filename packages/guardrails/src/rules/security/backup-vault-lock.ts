import { allOf, each, mustLack } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const backupVaultLock: Rule = {
  id: 'SMILE_BACKUP_VAULT_LOCK',
  family: 'security',
  severity: 'high',
  title: 'Every backup vault has a Vault Lock in governance mode',
  what: 'Every `aws_backup_vault` has an `aws_backup_vault_lock_configuration`, without `changeable_for_days`.',
  why: 'Without a lock, whoever breaks in deletes the backups first. With a grace time the lock can never be undone, by nobody, AWS included.',
  remedy: 'Use Backups, which locks in governance mode.',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  check: allOf(
    each('aws_backup_vault', (_, vault, context) =>
      companionsOf(context, vault, 'aws_backup_vault_lock_configuration', 'backup_vault_name').length > 0
        ? undefined
        : 'must have an aws_backup_vault_lock_configuration, got none',
    ),
    each('aws_backup_vault_lock_configuration', (lock) =>
      mustLack(lock, 'changeable_for_days', 'a lock with a grace time can never be undone'),
    ),
  ),
};
