import { Block } from '../../reading/block.ts';
import { allOf } from '../../reading/checks.ts';
import { isInProduction, isOverZones, STRIMZI } from '../../reading/kubernetes/data-objects.ts';
import { eachObject } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

const LEAST = 3;

export const quorumZones: Rule = {
  id: 'SMILE_DATA_QUORUM_ZONES',
  family: 'data-platform',
  severity: 'high',
  title: 'In production, a quorum bears the loss of a zone',
  what: `In a production environment, controllers of Kafka and members of ZooKeeper (a StatefulSet with the label \`app.kubernetes.io/name: zookeeper\`) are an odd number from ${LEAST}, and wait rather than lie unevenly over zones: a topologySpreadConstraint over \`topology.kubernetes.io/zone\` with DoNotSchedule. Brokers wait, too.`,
  why: 'Two of three voters in one zone are lost with it, and with them every write; the spread that only prefers puts them there after the first drain.',
  remedy: 'Three members, evenlyOverZones, and a node for each in every zone.',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  check: allOf(
    eachObject(
      'KafkaNodePool',
      (pool) => {
        if (!isInProduction(pool)) return undefined;
        const spec = new Block(pool.spec);
        const isVoter = spec.texts('roles').includes('controller');
        return [
          ...(isVoter ? countProblem(pool.spec.replicas) : []),
          ...spreadProblem(spec.block('template').block('pod')),
        ];
      },
      STRIMZI,
    ),
    eachObject(
      'StatefulSet',
      (set) => {
        if (!isInProduction(set) || set.labels['app.kubernetes.io/name'] !== 'zookeeper') return undefined;
        const pod = new Block(set.spec).block('template').block('spec');
        return [...countProblem(set.spec.replicas), ...spreadProblem(pod)];
      },
      /^apps\//,
    ),
  ),
};

function countProblem(replicas: unknown): readonly string[] {
  const count = Number(replicas);
  return count >= LEAST && count % 2 === 1
    ? []
    : [`replicas must be an odd number from ${LEAST}, got ${replicas ?? 'nothing'}`];
}

function spreadProblem(pod: Block): readonly string[] {
  return isOverZones(pod)
    ? []
    : ['must have a topologySpreadConstraint over topology.kubernetes.io/zone with DoNotSchedule'];
}
