import { closest, findRegionFacts } from '@smile/core';
import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

const CLASSES = [
  ['aws_db_instance', 'instance_class', 'rdsMysql'],
  ['aws_elasticache_replication_group', 'node_type', 'elasticache'],
  ['aws_mq_broker', 'host_instance_type', 'mq'],
] as const;

export const databaseClasses: Rule = {
  id: 'SMILE_REGION_DATABASE_CLASSES',
  family: 'region',
  severity: 'high',
  title: 'Classes of databases are sold in the region',
  what: '`instance_class` of `aws_db_instance`, `node_type` of `aws_elasticache_replication_group` and `host_instance_type` of `aws_mq_broker` are sold in the region.',
  why: 'Plan accepts any class; the service refuses one that the region does not sell.',
  remedy: 'Choose a class that the message names.',
  source: 'classes.json of the region in packages/core/data',
  check: (context) =>
    CLASSES.flatMap(
      ([type, name, facts]) =>
        each(type, (store, { region }) => {
          const found = store.text(name);
          const sold = findRegionFacts(region)?.classes[facts];
          if (found === undefined || sold === undefined || sold.includes(found)) return undefined;
          const guess = closest(found, sold);
          return `${name} must be sold in ${region}, got ${found}${guess === undefined ? '' : `; did you mean ${guess}?`}`;
        })(context) ?? [],
    ),
};
