import type { DataPlatformValues } from '@smile/core';
import { type DataLayout, type LostMembers, lost, lostWithZone, type StillWorks, stillWorks } from './data-layout.ts';

/** Something that may be gone, and what then is to be done. */
interface Loss {
  /** As in `a node of Kafka`. */
  readonly what: string;
  readonly gone: (layout: DataLayout) => LostMembers;
  /** What cannot be had back from the data platform itself. */
  readonly data: string;
  readonly remedy: string;
}

/** The zone whose loss takes most of a part along. */
const worstZone = (of: keyof DataLayout) => (layout: DataLayout) =>
  lostWithZone(layout, layout[of].indexOf(Math.max(...layout[of])));

const all = (members: readonly number[]) => members.reduce((sum, count) => sum + count, 0);

/** What may be lost, from the least to the most. */
const LOSSES: readonly Loss[] = [
  {
    what: 'a node of Kafka',
    gone: () => lost({ brokers: 1 }),
    data: 'nothing',
    remedy: 'Section 1: one node, one broker, with empty disks',
  },
  {
    what: 'a node of ZooKeeper',
    gone: () => lost({ zookeeper: 1 }),
    data: 'nothing',
    remedy: 'Section 1, and never a second member meanwhile',
  },
  {
    what: 'a node of ClickHouse',
    gone: () => lost({ clickhouse: 1 }),
    data: 'nothing',
    remedy: 'Section 1: the operator fills the new replica from the others',
  },
  {
    what: 'the zone with most brokers',
    gone: worstZone('brokers'),
    data: 'nothing',
    remedy: 'Wait for the zone; with empty disks after it, section 1 for each node',
  },
  {
    what: 'the zone with most replicas of ClickHouse',
    gone: worstZone('clickhouse'),
    data: 'rows of the last seconds whose copies were all there; Kafka still has them',
    remedy: 'Wait for the zone; then section 1 for each node',
  },
  {
    what: 'two nodes of Kafka',
    gone: () => lost({ brokers: 2 }),
    data: 'messages whose two whole copies were there; Debezium reads them anew from MySQL',
    remedy: 'Section 2',
  },
  {
    what: 'two nodes of ZooKeeper',
    gone: () => lost({ zookeeper: 2 }),
    data: 'nothing, if one member is whole',
    remedy: 'Section 3',
  },
  {
    what: 'all of ZooKeeper',
    gone: ({ zookeeper }) => lost({ zookeeper: all(zookeeper) }),
    data: 'who has which part; replicas know it themselves',
    remedy: 'Section 3: an empty ensemble, and SYSTEM RESTORE REPLICA',
  },
  {
    what: 'all of ClickHouse',
    gone: ({ clickhouse }) => lost({ clickhouse: all(clickhouse) }),
    data: 'what came since the last backup; Kafka has it for as long as it keeps messages',
    remedy: 'Section 4: restore from S3',
  },
];

/** What is lost in an environment, and what works meanwhile. */
export interface LossInEnvironment extends StillWorks {
  readonly loss: Loss;
}

/** Every loss, judged for values and their layout. */
export function lossesIn(values: DataPlatformValues, layout: DataLayout): readonly LossInEnvironment[] {
  return LOSSES.map((loss) => ({ loss, ...stillWorks(values, layout, loss.gone(layout)) }));
}
