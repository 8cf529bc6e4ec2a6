import { type JsonObject, type KubernetesObject, valueAt } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { type ChartReleaseFound, judgeValues, namesBucket, releasesOf } from '../releases-of.ts';
import { listAt, theObject } from './data-objects.ts';
import { mayReach, objectsOf } from './telemetry-clusters.ts';

const NAMESPACE = 'etl';
const MYSQL_CONNECTOR = 'io.debezium.connector.mysql.MySqlConnector';
const SINK = 'com.clickhouse.kafka.connect.ClickHouseSinkConnector';
const CONNECT = {
  namespace: NAMESPACE,
  name: 'Kafka Connect',
  labels: { 'strimzi.io/cluster': 'cdc', 'strimzi.io/kind': 'KafkaConnect' },
};
const BROKERS = {
  namespace: NAMESPACE,
  name: 'brokers',
  labels: {
    'strimzi.io/cluster': 'data',
    'strimzi.io/pool-name': 'broker',
    'strimzi.io/name': 'data-kafka',
    'strimzi.io/kind': 'Kafka',
  },
};
const CLICKHOUSE = { namespace: 'olap', name: 'ClickHouse', labels: { 'clickhouse.altinity.com/chi': 'olap' } };
const RISINGWAVE = {
  namespace: NAMESPACE,
  name: 'RisingWave',
  labels: { 'app.kubernetes.io/name': 'risingwave', 'app.kubernetes.io/instance': 'risingwave' },
};

/** Debezium runs on the main MySQL, keeps its place, loses nothing, and shows no password (DAT-DEBEZIUM). */
export function hasDebezium(one: EnvironmentExamination): void {
  const connect = theObject(one, 'KafkaConnect', NAMESPACE);
  if (connect === undefined) return;
  const image = String(valueAt(connect.spec, 'image') ?? 'none');
  one.holds(connect.resource, 'an image by its digest', image, /@sha256:[0-9a-f]{64}$/.test(image));
  const [connector, ...others] = connectorsOf(one, MYSQL_CONNECTOR);
  if (connector === undefined || others.length > 0) {
    one.lacks(`expected one connector of MySQL, found ${others.length + (connector === undefined ? 0 : 1)}`);
    return;
  }
  judgeConnector(one, connector);
  hasTopics(one, connector);
  mayReach(one, connect.cluster, CONNECT, BROKERS, 9093);
}

interface SettingFact {
  readonly expected: string;
  readonly key: string;
  readonly holds: (value: string) => boolean;
}

const FROM_SECRET = /^\$\{secrets:etl\/[a-z-]+:[a-z.-]+\}$/;

/** https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-connector-properties */
const SETTINGS: readonly SettingFact[] = [
  { expected: 'a user of a Secret', key: 'database.user', holds: (value) => FROM_SECRET.test(value) },
  { expected: 'a password of a Secret', key: 'database.password', holds: (value) => FROM_SECRET.test(value) },
  {
    expected: 'TLS that checks whose certificate it is',
    key: 'database.ssl.mode',
    holds: (value) => value === 'verify_identity',
  },
  { expected: 'no copy that locks tables', key: 'snapshot.mode', holds: (value) => value === 'no_data' },
  { expected: 'a table for signals', key: 'signal.data.collection', holds: (value) => /^\w+\.\w+$/.test(value) },
  { expected: 'a heartbeat', key: 'heartbeat.interval.ms', holds: (value) => Number(value) > 0 },
  {
    expected: 'a heartbeat that writes into MySQL',
    key: 'heartbeat.action.query',
    holds: (value) => /^insert /i.test(value),
  },
  { expected: 'tables by name', key: 'table.include.list', holds: (value) => value.length > 0 && !value.includes('*') },
  {
    expected: 'columns by name',
    key: 'column.include.list',
    holds: (value) => value.length > 0 && !value.includes('*'),
  },
  {
    expected: 'a history of structures of its own',
    key: 'schema.history.internal.kafka.topic',
    holds: (value) => value !== '',
  },
];

function judgeConnector(one: EnvironmentExamination, { spec, resource }: KubernetesObject): void {
  for (const { expected, key, holds } of SETTINGS) {
    const value = settingOf(spec, key);
    one.holds(resource, `${expected} (${key})`, value === '' ? 'nothing' : value, holds(value), { path: 'values' });
  }
  const databases = settingOf(spec, 'database.include.list').split(',');
  const own = databases.filter((name) => ['keycloak', 'risingwave', 'mysql', 'sys'].includes(name));
  one.holds(
    resource,
    'no schema with credentials or metadata',
    databases.join(', '),
    databases[0] !== '' && own.length === 0,
  );
}

/** Everything that it writes is there: Kafka makes no topic by itself. */
function hasTopics(one: EnvironmentExamination, { spec, resource }: KubernetesObject): void {
  const topics = topicsOf(one);
  const prefix = settingOf(spec, 'topic.prefix');
  const wanted = [
    settingOf(spec, 'schema.history.internal.kafka.topic'),
    `${settingOf(spec, 'topic.heartbeat.prefix') || '__debezium-heartbeat'}.${prefix}`,
    ...settingOf(spec, 'table.include.list')
      .split(',')
      .map((table) => `${prefix}.${table.replaceAll('\\.', '.')}`),
  ];
  for (const topic of wanted)
    one.holds(resource, `a topic ${topic}`, topics.has(topic) ? topic : 'none', topics.has(topic));
  const history = topics.get(wanted[0] ?? '');
  if (history === undefined) return;
  const kept = `${history.spec.partitions} partitions, retention.ms ${settingOf(history.spec, 'retention.ms')}`;
  one.holds(
    history.resource,
    'a history in one partition that is kept for ever',
    kept,
    Number(history.spec.partitions) === 1 && settingOf(history.spec, 'retention.ms') === '-1',
  );
}

/** What comes through Kafka ends in ClickHouse: sinks read topics that exist, and put aside what is refused. */
export function reachesClickhouse(one: EnvironmentExamination): void {
  const sinks = connectorsOf(one, SINK);
  if (sinks.length === 0) {
    one.lacks('expected connectors that write into ClickHouse, found none');
    return;
  }
  const topics = topicsOf(one);
  for (const { spec, resource, name } of sinks) {
    const read = settingOf(spec, 'topics').split(',');
    const missing = read.filter((topic) => !topics.has(topic));
    one.holds(resource, `topics of ${name} that exist`, missing.join(', ') || read.join(', '), missing.length === 0);
    const unmapped = read.filter(
      (topic) =>
        !settingOf(spec, 'topic2TableMap')
          .split(',')
          .some((pair) => pair.startsWith(`${topic}=`)),
    );
    one.holds(resource, `a table for each topic of ${name}`, unmapped.join(', ') || 'each', unmapped.length === 0);
    const letters = settingOf(spec, 'errors.deadletterqueue.topic.name');
    one.holds(resource, `a topic of dead letters of ${name}`, letters || 'none', topics.has(letters));
    const password = settingOf(spec, 'password');
    one.holds(
      resource,
      `a password of a Secret for ${name}`,
      FROM_SECRET.test(password) ? password : 'a text',
      FROM_SECRET.test(password),
    );
    one.holds(resource, `TLS of ${name}`, settingOf(spec, 'ssl') || 'none', settingOf(spec, 'ssl') === 'true');
    const place = settingOf(spec, 'transforms.place.offset.field');
    one.holds(resource, `rows of ${name} with the offset, their version`, place || 'none', place !== '');
  }
  const [first] = sinks;
  if (first !== undefined) mayReach(one, first.cluster, CONNECT, CLICKHOUSE, 8443);
}

/** RisingWave runs, keeps what it knows where nothing else deletes it, and has its SQL (DAT-RISINGWAVE). */
export function hasRisingwave(one: EnvironmentExamination): void {
  const release = theRelease(one);
  if (release === undefined) return;
  judgeValues(one, release, [
    { expected: 'state in S3', at: 'stateStore.s3.enabled', holds: (value) => value === true },
    {
      expected: 'S3 by a role',
      at: 'stateStore.s3.authentication.useServiceAccount',
      holds: (value) => value === true,
    },
    { expected: 'metadata in MySQL', at: 'metaStore.mysql.enabled', holds: (value) => value === true },
    {
      expected: 'MySQL with a certificate that is checked',
      at: 'metaStore.mysql.options.ssl-mode',
      holds: (value) => value === 'VERIFY_IDENTITY',
    },
    {
      expected: 'SQL over TLS',
      at: 'tls.existingSecretName',
      holds: (value) => typeof value === 'string' && value !== '',
    },
    {
      expected: 'S3 without OpenDAL',
      at: 'configuration',
      holds: (value) => /^use_opendal = false$/m.test(String(value)),
    },
  ]);
  keepsState(one, release);
  mayReach(one, release.cluster, RISINGWAVE, BROKERS, 9093);
  runsSql(one);
}

function keepsState(one: EnvironmentExamination, release: ChartReleaseFound): void {
  const [bucket] = one.named('aws_s3_bucket', 'risingwave-state');
  const named = valueAt(release.values, 'stateStore.s3.bucket');
  if (bucket === undefined) {
    one.lacks('expected a bucket risingwave-state, found none');
    return;
  }
  const isOwn = namesBucket(one.inventory, release, named, bucket);
  one.holds(release.resource, 'state in the bucket risingwave-state', isOwn ? bucket.address : String(named), isOwn, {
    path: 'values',
  });
  for (const lifecycle of one.referrers(bucket, 'aws_s3_bucket_lifecycle_configuration', 'bucket')) {
    const rules = [lifecycle.values.rule ?? []].flat() as readonly JsonObject[];
    const expiring = rules.filter(({ expiration }) => expiration !== undefined && [expiration].flat().length > 0);
    one.holds(
      lifecycle,
      'a bucket in which nothing expires',
      `${expiring.length} rules that expire`,
      expiring.length === 0,
    );
  }
  const isGiven = roleOf(release.values) !== '';
  one.holds(release.resource, 'a role of its service account', isGiven ? 'a role' : 'none', isGiven, {
    path: 'values',
  });
}

function roleOf(values: JsonObject): string {
  const annotations = valueAt(values, 'serviceAccount.annotations') as JsonObject | undefined;
  return String(annotations?.['eks.amazonaws.com/role-arn'] ?? '');
}

/** Sources, views and sinks, as the job that makes them has them: between topics that exist. */
function runsSql(one: EnvironmentExamination): void {
  const files = objectsOf(one, 'ConfigMap').find(
    ({ namespace, name }) => namespace === NAMESPACE && name === 'risingwave-sql',
  );
  const job = objectsOf(one, 'Job').find(({ namespace, name }) => namespace === NAMESPACE && name === 'risingwave-sql');
  if (files === undefined || job === undefined) {
    one.lacks('expected the SQL of RisingWave and a job that runs it, found none');
    return;
  }
  const texts = Object.values((files.body.data ?? {}) as Readonly<Record<string, string>>).join('\n');
  const named = [...texts.matchAll(/\btopic = '([^']*)'/g)].map(([, topic = '']) => topic);
  const topics = topicsOf(one);
  const missing = named.filter((topic) => !topics.has(topic));
  one.holds(
    files.resource,
    'topics that exist, in and out',
    missing.join(', ') || named.join(', '),
    named.length > 1 && missing.length === 0,
  );
  for (const kind of ['TABLE', 'MATERIALIZED VIEW', 'SINK']) {
    const count = texts.split(`CREATE ${kind} IF NOT EXISTS`).length - 1;
    one.holds(files.resource, `a ${kind.toLowerCase()}`, `${count}`, count > 0);
  }
}

/** What works views out runs on the nodes for OLAP (DAT-OLAP). */
export function usesOlapNodes(one: EnvironmentExamination): void {
  const release = theRelease(one);
  if (release === undefined) return;
  for (const component of ['computeComponent', 'compactorComponent']) {
    const selected = valueAt(release.values, `${component}.nodeSelector`) as JsonObject | undefined;
    const role = String(selected?.['smile/role'] ?? 'any node');
    const tolerated = listAt(release.values, `${component}.tolerations`).some(({ value }) => value === role);
    const asked = one.isQuantified ? role === 'olap' && tolerated : role !== 'any node';
    one.holds(release.resource, `${component} on nodes for OLAP`, role, asked, { path: 'values' });
  }
}

function theRelease(one: EnvironmentExamination): ChartReleaseFound | undefined {
  const [release, ...others] = releasesOf(one, 'risingwave');
  if (release === undefined || others.length > 0) {
    one.lacks(`expected one release of risingwave, found ${others.length + (release === undefined ? 0 : 1)}`);
    return undefined;
  }
  return release;
}

function connectorsOf(one: EnvironmentExamination, type: string): readonly KubernetesObject[] {
  return objectsOf(one, 'KafkaConnector').filter(({ spec }) => spec.class === type);
}

function topicsOf(one: EnvironmentExamination): ReadonlyMap<string, KubernetesObject> {
  return new Map(objectsOf(one, 'KafkaTopic').map((topic) => [String(topic.spec.topicName ?? topic.name), topic]));
}

/** A setting by its name, whose dots are part of it; empty when it is not there. */
function settingOf(spec: JsonObject, name: string): string {
  const config = (spec.config ?? {}) as JsonObject;
  return String(config[name] ?? '');
}
