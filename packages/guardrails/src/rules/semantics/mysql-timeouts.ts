import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlTimeouts: Rule = {
  id: 'SMILE_MYSQL_TIMEOUTS',
  family: 'semantics',
  severity: 'low',
  title: 'Terraform waits as long as RDS needs',
  what: '`timeouts` of every `aws_db_instance` give an update at least 2 hours.',
  why: "A larger disk or a second zone takes longer than the provider's 80 minutes; the apply then fails while RDS goes on.",
  remedy: 'Use MysqlDatabase, which waits three hours.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance#timeouts',
  check: each('aws_db_instance', (db) => {
    const [, hours] = /^(\d+)h/.exec(db.block('timeouts').text('update') ?? '') ?? [];
    return Number(hours ?? 0) >= 2
      ? undefined
      : `timeouts.update must be at least 2h, got ${db.block('timeouts').show('update')}`;
  }),
};
