import { z } from 'zod';
import { type Days, type Gibibytes, inDays, inGibibytes, isGibibytes } from '../units.ts';
import { days, oneOf, shown, text } from './checks.ts';

/** Kafka, ZooKeeper and ClickHouse: how many of each, on which disks, and how much they keep. */
export interface DataPlatformValues {
  readonly kafka: KafkaValues;
  readonly zookeeper: ZookeeperValues;
  readonly clickhouse: ClickhouseValues;
}

/**
 * Where a component keeps its data. Disks of nodes end with their node, and a claim takes a whole one; volumes of EBS outlive it.
 * Changing it makes new volumes, without data.
 */
export type DataDisks = 'of-nodes' | 'ebs';

/** What a pod asks for. Its limit of memory is the same, since what is over it would be taken from page caches of others. */
export interface PodSize {
  /** CPUs, as in `6` or `500m`. */
  readonly cpu: string;
  /** As in `24Gi`. */
  readonly memory: string;
}

/** The same for a Java program. */
export interface JavaPodSize extends PodSize {
  /** Memory of the Java heap, as in `6Gi`. The rest is what Linux keeps of files. */
  readonly heap: string;
}

export interface KafkaValues {
  /** Nodes that hold messages, one on each Kubernetes node. */
  readonly brokers: number;
  /** Nodes that agree on what the cluster is, over zones, on EBS. An odd number; Strimzi cannot change it later. */
  readonly controllers: number;
  /** Copies of every partition. */
  readonly replication: number;
  /** Copies that must have a message before its producer hears that it is written. */
  readonly minInSync: number;
  readonly disks: DataDisks;
  /** Volumes of each broker. */
  readonly volumes: { readonly count: number; readonly size: Gibibytes };
  /** How long messages are kept where a topic says nothing else. */
  readonly retention: Days;
  /** Most of a partition that is kept where a topic says nothing else. */
  readonly partitionSize: Gibibytes;
  readonly broker: JavaPodSize;
  readonly controller: JavaPodSize;
  /** Hours until messages flow again after everything was lost: a promise, for the report. */
  readonly recoveryHours: number;
}

export interface ZookeeperValues {
  /** An odd number; more than half of them must be there. */
  readonly members: number;
  readonly disks: DataDisks;
  /** Volume of snapshots. */
  readonly data: Gibibytes;
  /** Volume of the log of transactions, which waits for no other write. */
  readonly log: Gibibytes;
  readonly pod: JavaPodSize;
}

export interface ClickhouseValues {
  /** Copies of all data: one shard. */
  readonly replicas: number;
  readonly disks: DataDisks;
  readonly volume: Gibibytes;
  readonly pod: PodSize;
  /**
   * Copies that must have rows before whoever inserts them hears that they are written. More than one, since disks of nodes end with
   * their node.
   */
  readonly insertQuorum: number;
  readonly backup: ClickhouseBackupValues;
  /** Hours until everything can be asked for again after everything was lost: a promise, for the report. */
  readonly recoveryHours: number;
}

/** Backups of ClickHouse in S3: one a day, of what changed since the last one, and of everything now and then. */
export interface ClickhouseBackupValues {
  /** Time of day in UTC, as in `19:00`. */
  readonly at: string;
  /** How often everything is copied anew: what lies between is worth nothing without it. */
  readonly fullEvery: Days;
  /** How many backups are kept, besides those that they rest on. */
  readonly kept: number;
}

const count = (least: number, most: number, remedy: string) => {
  const error = (issue: { readonly input?: unknown }) =>
    `expected a whole number from ${least} to ${most}, got ${shown(issue.input)}; ${remedy}`;
  return z.number({ error }).refine((value) => Number.isInteger(value) && value >= least && value <= most, { error });
};

const disks = oneOf(['of-nodes', 'ebs'], 'of-nodes takes a group of nodes with local disks');
const quantityOfMemory = text(
  'memory, as in 24Gi or 512Mi',
  (value) => /^[1-9]\d*(Mi|Gi)$/.test(value),
  'use binary units',
);
/** Parts of a {@link PodSize}, for objects that have more. */
export const podSize = {
  cpu: text(
    'CPUs, as in 6 or 500m',
    (value) => /^[1-9]\d*m?$/.test(value),
    'Kubernetes counts whole or thousandths of CPUs',
  ),
  memory: quantityOfMemory,
};

/** https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html: up to 64 TiB; disks of nodes are smaller. */
const MOST_GIBIBYTES = 65_536;
const size = (least: number, remedy: string) =>
  text(
    `a size from ${least} to ${MOST_GIBIBYTES} GiB, as in '500 GiB'`,
    (value) => isGibibytes(value) && inGibibytes(value) >= least && inGibibytes(value) <= MOST_GIBIBYTES,
    remedy,
  ).transform((value) => value as Gibibytes);

const mebibytes = (quantity: string) => Number.parseInt(quantity, 10) * (quantity.endsWith('Gi') ? 1024 : 1);

/** Checks a {@link JavaPodSize}. */
export const javaPod = z.strictObject({ ...podSize, heap: quantityOfMemory }).check((context) => {
  const { heap, memory } = context.value;
  // Java needs memory beside its heap: threads, buffers, its own code.
  if (mebibytes(heap) <= mebibytes(memory) * 0.75) return;
  context.issues.push({
    code: 'custom',
    path: ['heap'],
    input: heap,
    message: `expected at most three quarters of the memory ${memory}, got ${shown(heap)}; Java needs memory beside its heap`,
  });
});

const odd = (remedy: string) =>
  count(1, 7, remedy).refine((value) => value % 2 === 1, {
    error: (issue) =>
      `expected an odd number, got ${shown(issue.input)}; an even one bears no more losses and has more to lose`,
  });

const kafka = z
  .strictObject({
    brokers: count(1, 30, 'one on each node of the group'),
    controllers: odd('three bear the loss of one'),
    replication: count(1, 5, 'three copies bear the loss of a node while another one is renewed'),
    minInSync: count(1, 4, 'one less than replication bears the loss of a copy'),
    disks,
    volumes: z.strictObject({
      count: count(1, 24, 'a claim takes a whole disk of a node'),
      size: size(1, 'the smallest node of the group decides'),
    }),
    retention: days({ min: 1, max: 365 }, 'what reads a topic may stand still that long, and loses nothing'),
    partitionSize: size(1, 'a disk has no quota: partitions by their size must fit'),
    broker: javaPod,
    controller: javaPod,
    recoveryHours: count(1, 168, 'what was practised, not what is wished'),
  })
  .check((context) => {
    const { brokers, replication, minInSync } = context.value;
    const say = (path: string, message: string) =>
      context.issues.push({ code: 'custom', path: [path], input: context.value, message });
    if (replication > brokers)
      say(
        'replication',
        `expected at most as many copies as brokers, got ${replication} copies on ${brokers}; no topic could be made`,
      );
    if (minInSync >= replication && replication > 1)
      say(
        'minInSync',
        `expected less than replication, got ${minInSync} of ${replication}; the loss of one broker would stop every producer`,
      );
  });

const zookeeper = z.strictObject({
  members: odd('three bear the loss of one'),
  disks,
  data: size(1, 'ClickHouse keeps some GiB there'),
  log: size(1, 'the log is on a disk of its own'),
  pod: javaPod,
});

const clickhouse = z
  .strictObject({
    replicas: count(1, 20, 'one on each node of the group'),
    disks,
    volume: size(1, 'the smallest node of the group decides'),
    pod: z.strictObject(podSize),
    insertQuorum: count(1, 5, 'two copies bear the loss of a node right after an insert'),
    backup: z.strictObject({
      at: text(
        'a time of day in UTC, as in 19:00',
        (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
        'choose a quiet hour',
      ),
      fullEvery: days({ min: 1, max: 31 }, 'a restore reads everything since then'),
      kept: count(1, 365, 'a mistake is noticed after days'),
    }),
    recoveryHours: count(1, 168, 'what was practised, not what is wished'),
  })
  .check((context) => {
    const { replicas, insertQuorum } = context.value;
    if (insertQuorum <= replicas) return;
    context.issues.push({
      code: 'custom',
      path: ['insertQuorum'],
      input: insertQuorum,
      message: `expected at most as many as replicas, got ${insertQuorum} of ${replicas}; no insert would ever end`,
    });
  });

/** Checks {@link DataPlatformValues}. Whether nodes have such disks is checked where the volumes are made. */
export const dataPlatformSchema = z.strictObject({ kafka, zookeeper, clickhouse });

/** Days that a backup may have to be kept: its own, and those of everything that it rests on. */
export function backupDays({ kept, fullEvery }: ClickhouseBackupValues): number {
  return kept + inDays(fullEvery);
}
