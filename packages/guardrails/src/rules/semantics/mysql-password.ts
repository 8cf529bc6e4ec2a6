import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const mysqlPassword: Rule = {
  id: 'SMILE_MYSQL_PASSWORD',
  family: 'semantics',
  severity: 'high',
  title: 'A master password is one that RDS takes',
  what: '`password` of every `aws_db_instance` has 8 to 41 characters, without slash, at sign, quote and space, and does not stand beside a managed one.',
  why: 'Plan accepts any text; RDS refuses it after everything before it was created. In our estate RDS makes the password (SMILE_SECRET_IN_CODE refuses any in code).',
  remedy: 'Leave password out and set manage_master_user_password, as MysqlDatabase does.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  check: argumentRules('db-password-form', 'db-password-conflict', 'db-managed-password-user'),
};
