import type { KubernetesObject } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { ofKafka, STRIMZI, volumesOf } from '../../reading/kubernetes/data-objects.ts';
import { eachObject } from '../../reading/kubernetes/objects.ts';
import { amountOf } from '../../reading/kubernetes/quantities.ts';
import type { Rule } from '../../rule.ts';

/** Share of the disks that topics may fill: segments are deleted late, and copies move. */
const SHARE = 0.8;

export const retention: Rule = {
  id: 'SMILE_DATA_RETENTION',
  family: 'data-platform',
  severity: 'high',
  title: 'What topics keep has room on the disks of brokers',
  what: `The largest that all KafkaTopics of a Kafka may become, \`retention.bytes\` × partitions × replicas, is at most ${SHARE * 100} % of the volumes of its brokers. A topic without \`retention.bytes\` counts with \`log.retention.bytes\` of the cluster; one without a limit, and with several partitions, must be compacted.`,
  why: 'A disk of a node has no quota and cannot grow: the broker stops when it is full, and the next one, which takes over its partitions, after it.',
  remedy: 'Lower retention.bytes, or give brokers more volumes.',
  source: 'https://kafka.apache.org/documentation/#topicconfigs_retention.bytes',
  check: eachObject(
    'Kafka',
    (kafka, context) => {
      const brokers = ofKafka(context, kafka, 'KafkaNodePool').filter((pool) =>
        new Block(pool.spec).texts('roles').includes('broker'),
      );
      const room = brokers.reduce((sum, pool) => sum + Number(pool.spec.replicas) * roomOf(pool), 0);
      if (room === 0) return undefined;
      const fallback = Number(Object(new Block(kafka.spec).block('kafka').raw('config'))['log.retention.bytes'] ?? -1);
      const topics = ofKafka(context, kafka, 'KafkaTopic');
      const endless = topics.filter(
        (topic) => limitOf(topic, fallback) < 0 && Number(topic.spec.partitions) > 1 && !isCompacted(topic),
      );
      const kept = topics.reduce((sum, topic) => sum + Math.max(0, limitOf(topic, fallback)) * copiesOf(topic), 0);
      return [
        ...endless.map(({ name }) => `topic ${name} must have retention.bytes, or be compacted`),
        ...(kept > room * SHARE
          ? [
              `topics may keep ${gibibytes(kept)} GiB, and brokers have ${gibibytes(room)} GiB, of which ${SHARE * 100} % may be filled`,
            ]
          : []),
      ];
    },
    STRIMZI,
  ),
};

function roomOf(pool: KubernetesObject): number {
  return volumesOf(pool).reduce((sum, volume) => sum + (amountOf(volume.raw('size')) ?? 0), 0);
}

function limitOf({ spec }: KubernetesObject, fallback: number): number {
  return Number(Object(spec.config)['retention.bytes'] ?? fallback);
}

function isCompacted({ spec }: KubernetesObject): boolean {
  return String(Object(spec.config)['cleanup.policy'] ?? '').includes('compact');
}

function copiesOf({ spec }: KubernetesObject): number {
  return Number(spec.partitions ?? 1) * Number(spec.replicas ?? 1);
}

function gibibytes(bytes: number): number {
  return Math.round(bytes / 1024 ** 3);
}
