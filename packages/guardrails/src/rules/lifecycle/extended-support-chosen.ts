import { supportStatus } from '@smile/core';
import { allOf, each, mustBeOneOf, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const extendedSupportChosen: Rule = {
  id: 'SMILE_EXTENDED_SUPPORT_CHOSEN',
  family: 'lifecycle',
  severity: 'medium',
  title: 'Whether extended support is paid for is said',
  what: '`engine_lifecycle_support` of every `aws_db_instance` of MySQL is given, and not `disabled` for a version whose standard support has ended; `upgrade_policy.support_type` of every `aws_eks_cluster` is STANDARD.',
  why: 'Both default to paid support. RDS refuses to create an ended version without it. A cluster that slips into it costs six times as much.',
  remedy: 'Use MysqlDatabase and Cluster.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html',
  check: allOf(
    each('aws_db_instance', (db, _, context) => {
      if (db.text('engine') !== 'mysql') return undefined;
      const missing = mustHave(db, 'engine_lifecycle_support', 'open-source-rds-extended-support, or …-disabled');
      const isOff = db.text('engine_lifecycle_support') === 'open-source-rds-extended-support-disabled';
      const version = /^\d+\.\d+/.exec(db.text('engine_version') ?? '')?.[0];
      if (!isOff || version === undefined || context.on === undefined) return missing;
      return supportStatus('rds-mysql', version, context.on).state === 'extended'
        ? `engine_lifecycle_support must be open-source-rds-extended-support for ${version}, whose standard support has ended`
        : missing;
    }),
    each('aws_eks_cluster', (cluster) =>
      mustBeOneOf(cluster.block('upgrade_policy'), 'support_type', ['STANDARD'], 'EXTENDED'),
    ),
  ),
};
