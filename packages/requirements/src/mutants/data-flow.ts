import type { Json } from '@smile/inventory';
import { DEV, type Mutant, mutantsOf, PRODUCTION } from './mutant.ts';
import { type EditableObject, type EditableValues, editObjects, editValues, removeObjects } from './release-values.ts';

const CONNECT = /Addons_KafkaConnect_Objects/;
const DEBEZIUM = /Addons_Debezium_Objects/;
const SINKS = /Addons_ClickhouseSinks_Objects/;
const RISINGWAVE = /Addons_Risingwave_Release/;
const SQL = /Addons_RisingwaveSql_Objects/;
const TOPICS = /Addons_KafkaTopics_Objects/;

/** Sets settings of connectors of a release; undefined takes one away. */
function settings(release: RegExp, changes: Readonly<Record<string, Json | undefined>>): Mutant['apply'] {
  return (estate) =>
    editObjects(estate, release, 'KafkaConnector', ({ spec }) => {
      const config = spec.config as Record<string, Json>;
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined) delete config[name];
        else config[name] = value;
      }
    });
}

const capture = (changes: Readonly<Record<string, Json | undefined>>) => settings(DEBEZIUM, changes);
const sinks = (changes: Readonly<Record<string, Json | undefined>>) => settings(SINKS, changes);
const topic =
  (name: string) =>
  ({ spec }: EditableObject) =>
    spec.topicName === name;
const without =
  (name: string): Mutant['apply'] =>
  (estate) =>
    removeObjects(estate, TOPICS, 'KafkaTopic', topic(name));
const policies =
  (name: RegExp): Mutant['apply'] =>
  (estate) =>
    estate.remove('kubernetes_network_policy_v1', name);
const values =
  (change: (values: EditableValues) => void): Mutant['apply'] =>
  (estate) =>
    editValues(estate, RISINGWAVE, change);
const inner = (value: Json | undefined, ...path: readonly string[]) =>
  path.reduce((at, step) => (at as Record<string, Json>)[step] as Json, value as Json) as Record<string, Json>;
const sql =
  (change: (text: string) => string): Mutant['apply'] =>
  (estate) =>
    editObjects(estate, SQL, 'ConfigMap', (object) => {
      const data = (object as unknown as { data: Record<string, string> }).data;
      for (const [name, text] of Object.entries(data)) data[name] = change(text);
    });

/** Weakenings of what moves data from MySQL to ClickHouse, from the words of the requirements. */
export const DATA_FLOW_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('DAT-DEBEZIUM', PRODUCTION, {
    'Kafka Connect': (estate) => removeObjects(estate, CONNECT, 'KafkaConnect'),
    'an image that can be another tomorrow': (estate) =>
      editObjects(estate, CONNECT, 'KafkaConnect', ({ spec }) => {
        spec.image = String(spec.image).replace(/@.*/, '');
      }),
    'the connector': (estate) => removeObjects(estate, DEBEZIUM, 'KafkaConnector'),
    'a connector of another database': (estate) =>
      editObjects(estate, DEBEZIUM, 'KafkaConnector', ({ spec }) => {
        spec.class = 'io.debezium.connector.postgresql.PostgresConnector';
      }),
    'a password in the object': capture({ 'database.password': 'swordfish' }),
    'a user in the object': capture({ 'database.user': 'root' }),
    'TLS to MySQL': capture({ 'database.ssl.mode': 'disabled' }),
    'whose certificate MySQL has': capture({ 'database.ssl.mode': 'required' }),
    'a copy that locks every table': capture({ 'snapshot.mode': 'initial' }),
    'the table of signals': capture({ 'signal.data.collection': undefined }),
    'the heartbeat': capture({ 'heartbeat.interval.ms': 0 }),
    'what the heartbeat writes': capture({ 'heartbeat.action.query': undefined }),
    'tables by name': capture({ 'table.include.list': undefined }),
    'columns by name': capture({ 'column.include.list': undefined }),
    'sessions of Keycloak among the tables': capture({ 'database.include.list': 'smile,keycloak' }),
    'the history of structures': without('smile.schema-history'),
    'a history that ends': (estate) =>
      editObjects(estate, TOPICS, 'KafkaTopic', ({ spec }) => {
        if (spec.topicName === 'smile.schema-history') spec.config = { 'retention.ms': 604_800_000 };
      }),
    'a history in pieces': (estate) =>
      editObjects(estate, TOPICS, 'KafkaTopic', ({ spec }) => {
        if (spec.topicName === 'smile.schema-history') spec.partitions = 3;
      }),
    'the topic of a table': without('smile.smile.stock'),
    'the topic of the heartbeat': without('heartbeat.smile'),
    'the way to Kafka': policies(/KafkaConnectToKafkaBrokers/),
    'every sink': (estate) => removeObjects(estate, SINKS, 'KafkaConnector'),
    'a sink of a topic that is not there': sinks({
      topics: 'smile.smile.stok',
      topic2TableMap: 'smile.smile.stok=stock',
    }),
    'a topic without a table': sinks({ topic2TableMap: 'smile.smile.waste=waste' }),
    'the topic of dead letters': without('smile.dead-letters'),
    'where events go that are refused': sinks({ 'errors.deadletterqueue.topic.name': undefined }),
    'the password of ClickHouse in the object': sinks({ password: 'swordfish' }),
    'TLS to ClickHouse': sinks({ ssl: false }),
    'versions of rows': sinks({ 'transforms.place.offset.field': undefined }),
    'the way to ClickHouse': policies(/InKafkaConnectToClickhouse/),
  }),
  ...mutantsOf('DAT-DEBEZIUM', DEV, { 'the connector': (estate) => removeObjects(estate, DEBEZIUM, 'KafkaConnector') }),
  ...mutantsOf('DAT-RISINGWAVE', PRODUCTION, {
    RisingWave: (estate) => estate.remove('helm_release', RISINGWAVE),
    'state on the disk of a pod': values(({ stateStore }) => {
      inner(stateStore, 's3').enabled = false;
    }),
    'keys of AWS': values(({ stateStore }) => {
      inner(stateStore, 's3', 'authentication').useServiceAccount = false;
    }),
    'state in a bucket of somebody else': values(({ stateStore }) => {
      inner(stateStore, 's3').bucket = 'smile-prd-data-platform-backups';
    }),
    'state that S3 deletes after a month': (estate) =>
      estate.edit('aws_s3_bucket_lifecycle_configuration', /RisingwaveState/, (body) => {
        body.rule = [...(body.rule as Json[]), { id: 'old', status: 'Enabled', expiration: [{ days: 30 }] }];
      }),
    'metadata on the disk of a pod': values(({ metaStore }) => {
      inner(metaStore, 'mysql').enabled = false;
    }),
    'whose certificate MySQL has': values(({ metaStore }) => {
      inner(metaStore, 'mysql', 'options')['ssl-mode'] = 'REQUIRED';
    }),
    'TLS of SQL': values((whole) => {
      delete whole.tls;
    }),
    'a call of STS for every request': values((whole) => {
      whole.configuration = '';
    }),
    'its role': values(({ serviceAccount }) => {
      delete inner(serviceAccount).annotations;
    }),
    'the way to Kafka': policies(/RisingwaveToKafkaBrokers/),
    'the job of its SQL': (estate) => removeObjects(estate, SQL, 'Job'),
    'its SQL': (estate) => removeObjects(estate, SQL, 'ConfigMap'),
    'a topic that it reads': without('smile.smile.transaction'),
    'a topic that it writes': without('risingwave.smile.transaction'),
    'its sinks': sql((text) =>
      text.replaceAll('CREATE SINK', '-- CREATE SINK').replaceAll('SINK IF NOT', 'sink if not'),
    ),
    'its views': sql((text) => text.replaceAll('CREATE MATERIALIZED VIEW', 'CREATE VIEW')),
  }),
  ...mutantsOf('DAT-RISINGWAVE', DEV, { RisingWave: (estate) => estate.remove('helm_release', RISINGWAVE) }),
  ...mutantsOf('DAT-OLAP', PRODUCTION, {
    'views on nodes of the platform': values(({ computeComponent }) => {
      inner(computeComponent).nodeSelector = { 'smile/role': 'system' };
    }),
    'views on any node': values(({ computeComponent }) => {
      delete inner(computeComponent).nodeSelector;
    }),
    'a toleration of the nodes': values(({ compactorComponent }) => {
      inner(compactorComponent).tolerations = [];
    }),
  }),
];
