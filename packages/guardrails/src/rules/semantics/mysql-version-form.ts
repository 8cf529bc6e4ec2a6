import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlVersionForm: Rule = {
  id: 'SMILE_MYSQL_VERSION_FORM',
  family: 'semantics',
  severity: 'medium',
  title: 'The version of MySQL leaves the patch to AWS',
  what: '`engine_version` of an `aws_db_instance` with automatic minor upgrades is major and minor only.',
  why: 'After AWS upgraded 8.0.40 to 8.0.46, every plan wants to go back, which RDS refuses.',
  remedy: 'Write 8.0 or 8.4.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance',
  check: each('aws_db_instance', (db) =>
    db.flag('auto_minor_version_upgrade', true) === true && /^\d+\.\d+\./.test(db.text('engine_version') ?? '')
      ? `engine_version must be major.minor beside automatic upgrades, got ${db.show('engine_version')}`
      : undefined,
  ),
};
