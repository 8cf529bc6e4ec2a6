import type { Inventory, KubernetesObject, Resource } from '@smile/inventory';
import type { DiagramNode } from '../model.ts';
import { asWords, counted } from '../words.ts';
import { objectsOf } from './clusters.ts';
import { block, literal } from './values.ts';

export type Step = 'capture' | 'kafka' | 'risingwave' | 'sink' | 'clickhouse' | 'zookeeper' | 'pentaho';

/** Something that moves or keeps data inside a cluster. */
export interface DataComponent {
  readonly id: string;
  readonly step: Step;
  readonly kind: DiagramNode['kind'];
  readonly name: string;
  readonly facts: readonly string[];
  readonly details: readonly string[];
  readonly cluster: string;
  readonly namespace: string;
  /** What its pods are called in pictures. */
  readonly pods: string;
  /** What makes it: it refers to what lies outside of the cluster. */
  readonly resource: Resource;
  /** Whether a Secret of its namespace, or the account that reads one, is of this component. */
  readonly uses: (secret: string, account: string) => boolean;
}

/** Components of the data platform of an environment, from its custom resources and releases. */
export function dataComponentsOf(inventory: Inventory, environment: string): DataComponent[] {
  const objects = objectsOf(inventory, environment);
  const fromObjects = objects.flatMap((object) => ofObject(object, objects) ?? []);
  const releases = inventory.resources({ type: 'helm_release', environment, mode: 'managed' });
  const risingwave = releases.filter(({ values }) => values.name === 'risingwave');
  return [...fromObjects, ...risingwave.flatMap((release) => ofRisingwave(release, objects))];
}

function ofObject(object: KubernetesObject, all: readonly KubernetesObject[]): DataComponent | undefined {
  const { kind, name, spec, labels } = object;
  switch (kind) {
    case 'KafkaConnector':
      return connector(object, asWords(`KafkaConnect ${labels['strimzi.io/cluster']}`));
    case 'Kafka': {
      const pools = all.filter((one) => one.kind === 'KafkaNodePool' && one.labels['strimzi.io/cluster'] === name);
      const brokers = pools.filter((one) => JSON.stringify(one.spec.roles ?? []).includes('broker'));
      const topics = all.filter((one) => one.kind === 'KafkaTopic' && one.cluster === object.cluster);
      return component(object, 'kafka', 'messaging', {
        name: 'Kafka',
        facts: [counted(sum(brokers.map(replicasOf)), 'broker'), counted(topics.length, 'topic')],
        pods: asWords(`Kafka ${name}`),
        uses: (_, account) => account === `${name}-entity-operator`,
      });
    }
    case 'ClickHouseInstallation': {
      const layout = block(block(block(spec, 'configuration'), 'clusters'), 'layout');
      const shards = counted(Number(literal(layout, 'shardsCount') ?? 1), 'shard');
      const replicas = counted(Number(literal(layout, 'replicasCount') ?? 1), 'replica');
      return component(object, 'clickhouse', 'database', {
        name: 'ClickHouse',
        facts: [`${shards}, ${replicas}`],
        pods: asWords(`ClickHouse ${name}`),
        uses: (_, account) => account.startsWith('clickhouse'),
      });
    }
    case 'StatefulSet':
      return name !== 'zookeeper'
        ? undefined
        : component(object, 'zookeeper', 'pods', {
            name: 'ZooKeeper',
            facts: [counted(replicasOf(object), 'member')],
            pods: asWords(name),
            uses: () => false,
          });
    case 'Deployment':
      return name !== 'pentaho'
        ? undefined
        : component(object, 'pentaho', 'pods', {
            name: 'Pentaho',
            facts: [counted(replicasOf(object), 'server')],
            pods: asWords(name),
            uses: (_, account) => account === 'pentaho',
          });
    default:
      return undefined;
  }
}

/** Connectors are told apart by class, and use the Secrets that their settings name. */
function connector(object: KubernetesObject, pods: string): DataComponent | undefined {
  const { spec, name } = object;
  const kind = literal(spec, 'class') ?? '';
  const config = block(spec, 'config');
  const text = JSON.stringify(config);
  const uses = (secret: string) => text.includes(`\${secrets:${object.namespace}/${secret}:`);
  if (kind.includes('debezium')) {
    const tables = (literal(config, 'table.include.list') ?? '').replaceAll('\\', '').split(',');
    return component(object, 'capture', 'pods', {
      name: `Connector ${name}`,
      facts: ['Debezium for MySQL, captures'],
      details: tables,
      pods,
      uses,
    });
  }
  if (!kind.includes('ClickHouseSink')) return undefined;
  return component(object, 'sink', 'pods', {
    name: `Connector ${name}`,
    facts: ['sink for ClickHouse, reads'],
    details: (literal(config, 'topics') ?? '').split(','),
    pods,
    uses,
  });
}

function ofRisingwave(release: Resource, objects: readonly KubernetesObject[]): DataComponent[] {
  const namespace = String(release.values.namespace);
  const [beside] = objects.filter((one) => one.resource.stack === release.stack && one.namespace === namespace);
  if (beside === undefined) return [];
  return [
    {
      id: `data/${namespace}/risingwave`,
      step: 'risingwave',
      kind: 'pods',
      name: 'RisingWave',
      facts: ['streaming SQL'],
      details: [],
      cluster: beside.cluster,
      namespace,
      pods: 'RisingWave',
      resource: release,
      uses: (_, account) => account.startsWith('risingwave'),
    },
  ];
}

type Look = Pick<DataComponent, 'name' | 'facts' | 'pods' | 'uses'> & Partial<Pick<DataComponent, 'details'>>;

function component(object: KubernetesObject, step: Step, kind: DataComponent['kind'], look: Look): DataComponent {
  const { cluster, namespace = 'default', resource } = object;
  const id = `data/${namespace}/${object.kind}/${object.name}`;
  return { details: [], ...look, id, step, kind, cluster, namespace, resource };
}

function replicasOf({ spec }: KubernetesObject): number {
  return Number(literal(spec, 'replicas') ?? 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** Fields of Secrets Manager's secrets that reach a component through ExternalSecrets, a line for each secret. */
export function secretsFor(
  objects: readonly KubernetesObject[],
  { cluster, namespace, uses }: DataComponent,
): string[] {
  const fields = new Map<string, Set<string>>();
  for (const object of objects) {
    if (object.kind !== 'ExternalSecret' || object.cluster !== cluster) continue;
    const accounts = (object.annotations['smile/readers'] ?? '').split(' ');
    const secret = literal(block(object.spec, 'target'), 'name') ?? object.name;
    if (!accounts.some((account) => uses(secret, account))) continue;
    const isHome = object.namespace === namespace;
    if (!isHome) continue;
    for (const { remoteRef } of dataOf(object)) {
      const key = literal(remoteRef, 'key')?.split('/').at(-1) ?? '';
      const names = fields.get(key) ?? new Set();
      fields.set(key, names.add(literal(remoteRef, 'property') ?? 'all of it'));
    }
  }
  return [...fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, names]) => `secret ${key}: ${[...names].sort().join(', ')}`);
}

function dataOf({ spec }: KubernetesObject) {
  const { data } = spec;
  return (Array.isArray(data) ? data : []).map((one) => ({ remoteRef: block(one as typeof spec, 'remoteRef') }));
}
