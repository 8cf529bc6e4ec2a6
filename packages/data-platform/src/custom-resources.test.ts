import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { definitionsInFiles, judgeCustomResources } from '@smile/artifacts';
import { TEST_DATA_PLATFORM } from '@smile/core/fixtures';
import { describe, expect, test } from 'vitest';
import { sinkConnector } from './addons/clickhouse-sinks/sink-connector.ts';
import { mysqlConnector } from './addons/debezium/mysql-connector.ts';
import { madeFlow, madeStore } from './fixtures.ts';
import { clickhouseSinks } from './flow/clickhouse-sinks.ts';
import { EXAMPLE_TABLES } from './flow/fixtures/example-tables.ts';

/**
 * Definitions of Strimzi 1.2.0 and of Altinity's operator 0.26.0, which are not ours to keep here: beside the repository, or where
 * `SMILE_SHARED` says.
 */
const FOLDER = join(process.env.SMILE_SHARED ?? join(__dirname, '../../../../shared'), 'reference/data-platform/crds');

const objects = ['Kafka', 'KafkaTopics', 'Clickhouse']
  .flatMap((id) => madeStore(id, { stores: TEST_DATA_PLATFORM }).addon.objects?.objects ?? [])
  .filter(({ apiVersion }) => /^(kafka\.strimzi\.io|clickhouse\.altinity\.com)\//.test(apiVersion));

const connect = (madeFlow('KafkaConnect').addon.objects?.objects ?? []).filter(({ kind }) => kind === 'KafkaConnect');

const SINK = { replication: 3, insertQuorum: 2, generation: 1 };
const connectors = [
  mysqlConnector(EXAMPLE_TABLES, 'mysql.example'),
  ...clickhouseSinks(EXAMPLE_TABLES).map((sink) => sinkConnector(sink, SINK)),
];

const isHere = existsSync(FOLDER);

// The definitions are on some machines only; elsewhere the types of the literals are all that is checked, and this says so.
describe('custom resources are what their definitions allow', () => {
  if (!isHere) {
    test('which nothing says here: SMILE_SHARED names no folder that has them', () => expect(isHere).toBe(false));
    return;
  }
  // The file 045-040 is of another version of the operator.
  const schemas = definitionsInFiles(FOLDER, (name) => name.startsWith('045-040'));

  test.each(
    [...objects, ...connect, ...connectors].map(
      (object) => [`${object.kind} ${object.metadata.name}`, object] as const,
    ),
  )('%s', (_, { apiVersion, kind, metadata: { name = '' }, ...rest }) => {
    const body = JSON.parse(JSON.stringify(rest));
    expect(judgeCustomResources([{ apiVersion, kind, name, body }], schemas)).toEqual({ problems: [], unknown: [] });
  });

  test('a misspelt key, a wrong type, a word that is not one of those, and a missing one are found', () => {
    const body = { spec: { replicas: 'three', roles: ['brokr'], storrage: {} } };
    const pool = { apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaNodePool', name: 'broker', body };
    expect(judgeCustomResources([pool], schemas).problems).toEqual([
      'KafkaNodePool broker .spec: storage is missing',
      'KafkaNodePool broker .spec.replicas: expected integer, got "three"',
      'KafkaNodePool broker .spec.roles[0]: "brokr" is none of controller, broker',
      'KafkaNodePool broker .spec.storrage: is not known',
    ]);
  });
});

test('there is an object of each kind', () => {
  expect([...new Set(objects.map(({ kind }) => kind))].sort()).toEqual([
    'ClickHouseInstallation',
    'Kafka',
    'KafkaNodePool',
    'KafkaTopic',
    'KafkaUser',
  ]);
});
