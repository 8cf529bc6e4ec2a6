import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const backedUpDaily: Rule = {
  id: 'CKV2_AWS_9',
  family: 'security',
  severity: 'high',
  title: 'Data stores have a daily AWS Backup plan',
  what: 'Every `aws_db_instance` and `aws_ebs_volume` has the tag `backup = daily`, unless its tags say why it may be deleted.',
  why: 'The backup plan selects by that tag. Without it nothing is there to restore.',
  remedy: 'Tag it BACKUP_DAILY.',
  source: 'docs of @smile/governance, Backups (GOV-BACKUP)',
  check: each(['aws_db_instance', 'aws_ebs_volume'], (_, { tagsAll }) =>
    tagsAll.backup === 'daily' || 'deletion-allowed-because' in tagsAll
      ? undefined
      : `tag backup must be daily, got ${tagsAll.backup ?? 'nothing'}`,
  ),
};
