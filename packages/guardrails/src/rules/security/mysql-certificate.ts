import { each, mustBeOneOf } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

const AUTHORITIES = ['rds-ca-rsa2048-g1', 'rds-ca-rsa4096-g1', 'rds-ca-ecc384-g1'];

export const mysqlCertificate: Rule = {
  id: 'CKV_AWS_211',
  family: 'security',
  severity: 'medium',
  title: 'MySQL shows a certificate that is not about to expire',
  what: '`ca_cert_identifier` of every `aws_db_instance` is one of the authorities of 2061 or later.',
  why: 'Instances under the authority of 2019 lost TLS connections when it expired in 2024.',
  remedy: 'Use MysqlDatabase, which names rds-ca-rsa2048-g1.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html',
  check: each('aws_db_instance', (db) => mustBeOneOf(db, 'ca_cert_identifier', AUTHORITIES)),
};
