import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const backupRetentionInLock: Rule = {
  id: 'SMILE_BACKUP_RETENTION_IN_LOCK',
  family: 'semantics',
  severity: 'high',
  title: "A plan keeps backups as long as the vault's lock allows",
  what: '`delete_after` of every rule lies between `min_retention_days` and `max_retention_days` of the lock of its vault.',
  why: 'Plan and apply accept it. Every backup job then fails, at night, for ever.',
  remedy: 'Choose the retention of Backups within the lock.',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  check: each('aws_backup_plan', (plan, resource, context) => {
    const [lock] = targetsOf(context, resource, 'rule', 'aws_backup_vault').flatMap((vault) =>
      companionsOf(context, vault, 'aws_backup_vault_lock_configuration', 'backup_vault_name'),
    );
    if (lock === undefined) return undefined;
    const [least, most] = [
      Block.of(lock).number('min_retention_days') ?? 1,
      Block.of(lock).number('max_retention_days') ?? Number.POSITIVE_INFINITY,
    ];
    return plan.blocks('rule').map((rule) => {
      const days = rule.block('lifecycle').number('delete_after');
      return days === undefined || (days >= least && days <= most)
        ? undefined
        : `delete_after must be ${least} to ${most} as the lock says, got ${days}`;
    });
  }),
};
