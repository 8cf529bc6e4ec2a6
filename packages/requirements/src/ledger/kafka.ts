import { type JsonObject, type KubernetesObject, valueAt } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { releasesOf } from '../releases-of.ts';
import { liesOverZones, listAt, terabytes, theObject } from './data-objects.ts';
import { mayReach, objectsOf } from './telemetry-clusters.ts';

const NAMESPACE = 'etl';
const BROKERS = { 'strimzi.io/cluster': 'data', 'strimzi.io/pool-name': 'broker' };
const OPERATOR = { namespace: NAMESPACE, name: 'Strimzi', labels: { name: 'strimzi-cluster-operator' } };
const NODES = {
  namespace: NAMESPACE,
  name: 'brokers',
  labels: { ...BROKERS, 'strimzi.io/name': 'data-kafka', 'strimzi.io/kind': 'Kafka' },
};

/** Kafka runs: brokers with their disks, a quorum, one closed way in, and somebody who looks after it (DAT-KAFKA). */
export function hasKafka(one: EnvironmentExamination): void {
  const kafka = theObject(one, 'Kafka', NAMESPACE);
  if (kafka === undefined) return;
  isClosed(one, kafka);
  hasBrokers(one, kafka);
  hasQuorum(one, kafka);
  if (one.isQuantified) losesNothing(one, kafka);
  const [operator] = releasesOf(one, 'strimzi-kafka-operator', kafka.cluster);
  if (operator === undefined) one.lacks('expected a release of strimzi-kafka-operator beside Kafka, found none');
  else one.holds(operator.resource, 'Strimzi, which makes Kafka of its object', operator.resource.address, true);
  mayReach(one, kafka.cluster, OPERATOR, NODES, 9091);
  for (const user of objectsOf(one, 'KafkaUser')) {
    const count = listAt(user.spec, 'authorization.acls').length;
    one.holds(user.resource, `something that ${user.name} may do, and no more`, `${count} ACLs`, count > 0);
  }
}

function isClosed(one: EnvironmentExamination, { spec, resource }: KubernetesObject): void {
  const listeners = listAt(spec, 'kafka.listeners');
  const open = listeners.filter(
    (listener) => listener.tls !== true || valueAt(listener, 'authentication.type') !== 'scram-sha-512',
  );
  const found = listeners.map(({ name }) => name).join(', ') || 'none';
  one.holds(resource, 'listeners with TLS and SCRAM-SHA-512 alone', found, listeners.length > 0 && open.length === 0);
  const authorization = String(valueAt(spec, 'kafka.authorization.type') ?? 'none');
  one.holds(resource, 'authorization simple', authorization, authorization === 'simple');
}

function hasBrokers(one: EnvironmentExamination, kafka: KubernetesObject): void {
  const pools = poolsWith(one, kafka, 'broker');
  const [pool] = pools;
  if (pool === undefined) {
    one.lacks('expected a KafkaNodePool of brokers, found none');
    return;
  }
  const count = pools.reduce((sum, { spec }) => sum + Number(spec.replicas), 0);
  liesOverZones(one, pool, 'spec.template.pod.topologySpreadConstraints', 'brokers');
  if (!one.isQuantified) {
    one.holds(pool.resource, 'a broker', `${count}`, count > 0);
    return;
  }
  one.holds(pool.resource, '3 brokers', `${count}`, count === 3);
  for (const { resource, spec } of pools) {
    const volumes = listAt(spec, 'storage.volumes');
    const total = volumes.reduce((sum, { size }) => sum + terabytes(size), 0);
    one.holds(resource, '3 TB for each broker', `${total.toFixed(2)} TB`, total >= 3);
    const classes = [...new Set(volumes.map((volume) => String(volume.class)))].join(', ');
    one.holds(resource, 'messages on the disks of nodes', classes, classes === 'local-disk');
  }
}

/** Kafka 4 has no ZooKeeper: an odd number of controllers agrees. */
function hasQuorum(one: EnvironmentExamination, kafka: KubernetesObject): void {
  const pools = poolsWith(one, kafka, 'controller');
  const count = pools.reduce((sum, { spec }) => sum + Number(spec.replicas), 0);
  const least = one.isQuantified ? 3 : 1;
  const site = pools[0]?.resource ?? kafka.resource;
  one.holds(site, `an odd number of controllers from ${least}`, `${count}`, count >= least && count % 2 === 1);
  if (one.isQuantified && pools[0] !== undefined)
    liesOverZones(one, pools[0], 'spec.template.pod.topologySpreadConstraints', 'controllers');
}

function losesNothing(one: EnvironmentExamination, { spec, resource }: KubernetesObject): void {
  const config = (valueAt(spec, 'kafka.config') ?? {}) as JsonObject;
  const expected: readonly (readonly [string, number])[] = [
    ['default.replication.factor', 3],
    ['offsets.topic.replication.factor', 3],
    ['min.insync.replicas', 2],
  ];
  for (const [name, least] of expected) {
    one.holds(resource, `${name} from ${least}`, String(config[name] ?? 'nothing'), Number(config[name]) >= least);
  }
}

function poolsWith(
  one: EnvironmentExamination,
  { cluster }: KubernetesObject,
  role: string,
): readonly KubernetesObject[] {
  return objectsOf(one, 'KafkaNodePool').filter(
    (pool) => pool.cluster === cluster && Array.isArray(pool.spec.roles) && pool.spec.roles.includes(role),
  );
}
