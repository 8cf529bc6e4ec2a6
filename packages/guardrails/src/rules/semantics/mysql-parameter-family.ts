import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const mysqlParameterFamily: Rule = {
  id: 'SMILE_MYSQL_PARAMETER_FAMILY',
  family: 'semantics',
  severity: 'high',
  title: 'The parameter group of MySQL is for its version',
  what: '`family` of the `aws_db_parameter_group` that an `aws_db_instance` names is that of its `engine_version`.',
  why: 'Plan accepts a group of another version, RDS refuses it, on an upgrade in the middle of the outage.',
  remedy: 'Use MysqlDatabase, which takes the family from the version.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html',
  check: each('aws_db_instance', (db, instance, context) => {
    const version = /^\d+\.\d+/.exec(db.text('engine_version') ?? '')?.[0];
    if (db.text('engine') !== 'mysql' || version === undefined) return undefined;
    return targetsOf(context, instance, 'parameter_group_name', 'aws_db_parameter_group').flatMap((group) => {
      const family = Block.of(group).text('family');
      return family === undefined || family === `mysql${version}`
        ? []
        : [`parameter_group_name must be of family mysql${version}, got ${family}`];
    });
  }),
};
