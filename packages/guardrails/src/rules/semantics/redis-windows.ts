import { each } from '../../reading/checks.ts';
import { windowsOverlap } from '../../reading/weekly-window.ts';
import type { Rule } from '../../rule.ts';

export const redisWindows: Rule = {
  id: 'SMILE_REDIS_WINDOWS',
  family: 'semantics',
  severity: 'high',
  title: 'Snapshots of Redis end before maintenance begins',
  what: '`snapshot_window` and `maintenance_window` of every `aws_elasticache_replication_group` do not overlap.',
  why: 'Plan accepts it, ElastiCache refuses it.',
  remedy: 'Choose backupAt and maintenanceAt of the environment at least an hour apart.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
  check: each('aws_elasticache_replication_group', (redis) =>
    windowsOverlap(redis.text('snapshot_window'), redis.text('maintenance_window'))
      ? `snapshot_window must not overlap maintenance_window, got ${redis.text('snapshot_window')} and ${redis.text('maintenance_window')}`
      : undefined,
  ),
};
