import type { KubernetesObject } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { allOf } from '../../reading/checks.ts';
import { ALTINITY, isInProduction, STRIMZI } from '../../reading/kubernetes/data-objects.ts';
import { eachObject } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

const COPIES = 3;
const IN_SYNC = 2;

export const copies: Rule = {
  id: 'SMILE_DATA_COPIES',
  family: 'data-platform',
  severity: 'high',
  title: 'In production, everything is there three times',
  what: `In a production environment, a Kafka has \`default.replication.factor\`, \`offsets.topic.replication.factor\` and \`transaction.state.log.replication.factor\` of ${COPIES} or more, and \`min.insync.replicas\` of ${IN_SYNC} or more; every KafkaTopic has ${COPIES} replicas, and no smaller \`min.insync.replicas\` of its own; a shard of ClickHouse has ${COPIES} replicas or more.`,
  why: 'Disks of nodes end with their node. With two copies, the loss of one while another is renewed loses what was said to be written.',
  remedy: 'Raise brokers and replication, or replicas, in platform.dataPlatform.',
  source: 'https://kafka.apache.org/documentation/#brokerconfigs_min.insync.replicas',
  check: allOf(
    eachObject('Kafka', (kafka) => (isInProduction(kafka) ? ofCluster(kafka) : undefined), STRIMZI),
    eachObject('KafkaTopic', (topic) => (isInProduction(topic) ? ofTopic(topic) : undefined), STRIMZI),
    eachObject('ClickHouseInstallation', (one) => (isInProduction(one) ? ofInstallation(one) : undefined), ALTINITY),
  ),
};

function ofCluster({ spec }: KubernetesObject): readonly string[] {
  const config = Object(new Block(spec).block('kafka').raw('config'));
  const least: readonly (readonly [string, number])[] = [
    ['default.replication.factor', COPIES],
    ['offsets.topic.replication.factor', COPIES],
    ['transaction.state.log.replication.factor', COPIES],
    ['min.insync.replicas', IN_SYNC],
  ];
  return least.flatMap(([name, wanted]) => tooFew(name, config[name], wanted));
}

function ofTopic({ spec }: KubernetesObject): readonly string[] {
  const own = Object(spec.config)['min.insync.replicas'];
  return [
    ...tooFew('replicas', spec.replicas, COPIES),
    ...(own === undefined ? [] : tooFew('min.insync.replicas', own, IN_SYNC)),
  ];
}

function ofInstallation({ spec }: KubernetesObject): readonly string[] {
  return new Block(spec)
    .block('configuration')
    .blocks('clusters')
    .flatMap((cluster) => tooFew('replicasCount', cluster.block('layout').raw('replicasCount'), COPIES));
}

function tooFew(name: string, found: unknown, least: number): readonly string[] {
  return Number(found) >= least ? [] : [`${name} must be ${least} or more, got ${found ?? 'nothing'}`];
}
