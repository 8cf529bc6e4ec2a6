import { type JsonObject, type KubernetesObject, valueAt } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { allowedTo, allows, namesBucket, releasesOf } from '../releases-of.ts';
import { liesOverZones, listAt, theObject } from './data-objects.ts';
import { objectsOf } from './telemetry-clusters.ts';

const NAMESPACE = 'olap';
export const CLICKHOUSE_PODS = {
  namespace: NAMESPACE,
  name: 'clickhouse',
  labels: { 'clickhouse.altinity.com/chi': 'olap', 'clickhouse.altinity.com/app': 'chop' },
} as const;
/** Of a d3en.2xlarge. */
const NODE_GIBIBYTES = 32;

/** ClickHouse runs: replicas over zones, no password in sight, and backups that reach their bucket (DAT-CLICKHOUSE). */
export function hasClickhouse(one: EnvironmentExamination): void {
  const installation = theObject(one, 'ClickHouseInstallation', NAMESPACE);
  if (installation === undefined) return;
  hasReplicas(one, installation);
  isClosed(one, installation);
  findsZookeeper(one, installation);
  isBackedUp(one, installation);
  const [operator] = releasesOf(one, 'altinity-clickhouse-operator', installation.cluster);
  if (operator === undefined)
    one.lacks('expected a release of altinity-clickhouse-operator beside ClickHouse, found none');
  else
    one.holds(
      operator.resource,
      "Altinity's operator, which makes replicas of the object",
      operator.resource.address,
      true,
    );
}

function hasReplicas(one: EnvironmentExamination, installation: KubernetesObject): void {
  const { resource, spec } = installation;
  const [cluster = {}] = listAt(spec, 'configuration.clusters');
  const [shards, replicas] = ['shardsCount', 'replicasCount'].map((name) => Number(valueAt(cluster, `layout.${name}`)));
  const nodes = `${shards} × ${replicas}`;
  one.holds(
    resource,
    one.isQuantified ? '5 replicas of one shard' : 'replicas',
    nodes,
    one.isQuantified ? nodes === '1 × 5' : Number(replicas) > 0,
  );
  const [pod = {}] = listAt(spec, 'templates.podTemplates');
  liesOverZones(one, installation, 'spec.templates.podTemplates[0].spec.topologySpreadConstraints', 'replicas');
  const memory = listAt(pod, 'spec.containers').map((container) =>
    String(valueAt(container, 'resources.limits.memory')),
  );
  const total = memory.reduce(
    (sum, limit) => sum + (/^\d+Gi$/.test(limit) ? Number.parseInt(limit, 10) : Number.NaN),
    0,
  );
  // Nodes of other environments have their own size, which the proof of capacity holds the pods to at synth.
  one.holds(
    resource,
    one.isQuantified ? `limits of memory within ${NODE_GIBIBYTES} GiB` : 'limits of memory',
    memory.join(' + '),
    total > 0 && (!one.isQuantified || total < NODE_GIBIBYTES),
  );
}

function isClosed(one: EnvironmentExamination, { resource, spec }: KubernetesObject): void {
  const [cluster = {}] = listAt(spec, 'configuration.clusters');
  const found = `secure ${cluster.secure ?? 'not said'}, insecure ${cluster.insecure ?? 'not said'}`;
  one.holds(resource, 'TLS at every port', found, cluster.secure === 'yes' && cluster.insecure === 'no');
  const users = (valueAt(spec, 'configuration.users') ?? {}) as JsonObject;
  const passwords = Object.entries(users).filter(([key]) => /\/password/.test(key));
  const visible = passwords.filter(([, value]) => typeof value === 'string').map(([key]) => key);
  one.holds(
    resource,
    'users whose passwords only a Kubernetes Secret has',
    visible.length > 0 ? visible.join(', ') : `${passwords.length} users`,
    passwords.length > 0 && visible.length === 0,
  );
}

function findsZookeeper(one: EnvironmentExamination, { resource, spec, cluster }: KubernetesObject): void {
  const nodes = listAt(spec, 'configuration.zookeeper.nodes');
  const ensemble = objectsOf(one, 'StatefulSet').find(
    (object) => object.cluster === cluster && object.name === 'zookeeper',
  );
  const members = Number(ensemble?.spec.replicas ?? 0);
  const isRight =
    nodes.length === members &&
    nodes.every(({ host, secure }) => secure === 'yes' && /^zookeeper-\d+\./.test(String(host)));
  one.holds(resource, 'every member of ZooKeeper, over TLS', `${nodes.length} of ${members}`, isRight && members > 0);
}

/** Somebody asks for a backup on a schedule, and whoever makes it may write to the bucket, where its own part is. */
function isBackedUp(one: EnvironmentExamination, { cluster, resource, spec }: KubernetesObject): void {
  const job = objectsOf(one, 'CronJob').find(
    (object) => object.cluster === cluster && object.namespace === NAMESPACE && object.name === 'clickhouse-backup',
  );
  const schedule = String(job?.spec.schedule ?? 'none');
  one.holds(
    job?.resource ?? resource,
    'a backup every day',
    schedule,
    /^\d+ \d+ \* \* \*$/.test(schedule) && job?.spec.suspend !== true,
  );
  const [bucket] = one.named('aws_s3_bucket', 'data-platform-backups');
  if (bucket === undefined) {
    one.lacks('expected a bucket data-platform-backups, found none');
    return;
  }
  const [pod = {}] = listAt(spec, 'templates.podTemplates');
  const settings = listAt(pod, 'spec.containers').flatMap((container) => listAt(container, 'env'));
  const setting = (name: string) => settings.find((variable) => variable.name === name)?.value;
  const folder = String(setting('S3_PATH') ?? '');
  const release = { resource, cluster, values: {} };
  const names = namesBucket(one.inventory, release, setting('S3_BUCKET'), bucket);
  one.holds(
    resource,
    'backups in the bucket data-platform-backups, in a folder',
    `${names ? 'there' : 'elsewhere'}, ${folder}`,
    names && folder.includes('/'),
  );
  const account = String(valueAt(pod, 'spec.serviceAccountName') ?? 'default');
  const statements = allowedTo(one, release, NAMESPACE, account);
  for (const action of ['s3:PutObject', 's3:GetObject', 's3:DeleteObject']) {
    const may = allows(statements, action, bucket, `${folder.replace(/\/$/, '')}/x`);
    one.holds(resource, `${account} may ${action}`, may ? 'it may' : 'it may not', may);
  }
}
