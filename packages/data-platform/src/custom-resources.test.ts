import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEST_DATA_PLATFORM } from '@smile/core/fixtures';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { sinkConnector } from './addons/clickhouse-sinks/sink-connector.ts';
import { mysqlConnector } from './addons/debezium/mysql-connector.ts';
import { type Schema, schemaProblems } from './fixtures/schema-problems.ts';
import { madeStore } from './fixtures.ts';
import { clickhouseSinks } from './flow/clickhouse-sinks.ts';
import { EXAMPLE_TABLES } from './flow/fixtures/example-tables.ts';

/**
 * Definitions of Strimzi 1.2.0 and of Altinity's operator 0.26.0, which are not ours to keep here: beside the repository, or where
 * `SMILE_SHARED` says.
 */
const FOLDER = join(process.env.SMILE_SHARED ?? join(__dirname, '../../../../shared'), 'reference/data-platform/crds');

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** Schemas by version and kind. The file 045-040 is of another version of the operator. */
function definitions(): ReadonlyMap<string, Schema> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml') && !name.startsWith('045-040'));
  const found = files.flatMap((name) =>
    parseAllDocuments(readFileSync(join(FOLDER, name), 'utf8'))
      .map((document) => document.toJS() as Definition | null)
      .flatMap((one) => (one === null ? [] : versionsOf(one))),
  );
  return new Map(found);
}

function versionsOf({ spec: { group, names, versions } }: Definition): readonly (readonly [string, Schema])[] {
  return versions.map(({ name, schema }) => [`${group}/${name} ${names.kind}`, schema.openAPIV3Schema] as const);
}

const objects = ['Kafka', 'KafkaTopics', 'Clickhouse']
  .flatMap((id) => madeStore(id, { stores: TEST_DATA_PLATFORM }).addon.objects?.objects ?? [])
  .filter(({ apiVersion }) => /^(kafka\.strimzi\.io|clickhouse\.altinity\.com)\//.test(apiVersion));

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
  const schemas = definitions();

  test.each([...objects, ...connectors].map((object) => [`${object.kind} ${object.metadata.name}`, object] as const))(
    '%s',
    (_, object) => {
      const schema = schemas.get(`${object.apiVersion} ${object.kind}`);
      expect(schema, 'a definition').toBeDefined();
      const { metadata: __, ...rest } = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;
      expect(schemaProblems(schema ?? {}, rest)).toEqual([]);
    },
  );

  test('a misspelt key, a wrong type, a word that is not one of those, and a missing one are found', () => {
    const schema = schemas.get('kafka.strimzi.io/v1 KafkaNodePool') ?? {};
    const pool = { spec: { replicas: 'three', roles: ['brokr'], storrage: {} } };
    expect(schemaProblems(schema, pool)).toEqual([
      '.spec: storage is missing',
      '.spec.replicas: expected integer, got "three"',
      '.spec.roles[0]: "brokr" is none of controller, broker',
      '.spec.storrage: is not known',
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
