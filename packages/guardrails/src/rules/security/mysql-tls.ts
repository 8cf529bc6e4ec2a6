import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlTls: Rule = {
  id: 'CKV2_AWS_69',
  family: 'security',
  severity: 'high',
  title: 'MySQL takes no connection without TLS',
  what: 'Every `aws_db_parameter_group` of MySQL sets `require_secure_transport` to 1 or ON.',
  why: "Otherwise a client that forgets TLS sends its password and patients' data in clear text.",
  remedy: 'Use MysqlDatabase.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html',
  check: each('aws_db_parameter_group', (group) => {
    if (group.text('family')?.startsWith('mysql') !== true) return undefined;
    const tls = group.blocks('parameter').find((parameter) => parameter.text('name') === 'require_secure_transport');
    const value = tls === undefined ? 'nothing' : tls.show('value');
    return tls?.isUnknown('value') === true || ['"1"', '"ON"', '1'].includes(value)
      ? undefined
      : `parameter require_secure_transport must be 1, got ${value}`;
  }),
};
