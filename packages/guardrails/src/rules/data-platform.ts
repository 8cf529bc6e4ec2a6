import type { Rule } from '../rule.ts';
import { access } from './data-platform/access.ts';
import { backups } from './data-platform/backups.ts';
import { consumers } from './data-platform/consumers.ts';
import { copies } from './data-platform/copies.ts';
import { diskRoom } from './data-platform/disk-room.ts';
import { heartbeat } from './data-platform/heartbeat.ts';
import { listeners } from './data-platform/listeners.ts';
import { personalColumns } from './data-platform/personal-columns.ts';
import { quorumZones } from './data-platform/quorum-zones.ts';
import { retention } from './data-platform/retention.ts';
import { stateBucket } from './data-platform/state-bucket.ts';

/** What keeps data in the data cluster: Kafka, ZooKeeper, ClickHouse. */
export const DATA_PLATFORM_RULES: readonly Rule[] = [
  access,
  backups,
  consumers,
  copies,
  diskRoom,
  heartbeat,
  listeners,
  personalColumns,
  quorumZones,
  retention,
  stateBucket,
];
