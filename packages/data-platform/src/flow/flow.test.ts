import type { FlowTable } from '@smile/core';
import fc from 'fast-check';
import { loadModule, parseSync } from 'libpg-query';
import { beforeAll, describe, expect, test } from 'vitest';
import { captureSettings, personalColumnsKept } from './captured-tables.ts';
import { clickhouseDdl } from './clickhouse-ddl.ts';
import { clickhouseSinks } from './clickhouse-sinks.ts';
import { ASSET, EXAMPLE_TABLES, STOCK, TRANSACTION } from './fixtures/example-tables.ts';
import { tableLists } from './fixtures/random-tables.ts';
import { flowTopics } from './flow-topics.ts';
import { flowUsers } from './flow-users.ts';
import { streamedTables } from './risingwave-sql.ts';

const KAFKA = {
  bootstrap: 'kafka.example:9093',
  protocol: 'SASL_SSL',
  mechanism: 'SCRAM-SHA-512',
  authorityFile: '/kafka/ca.crt',
} as const;

const forAll = (check: (tables: readonly FlowTable[]) => void) =>
  fc.assert(fc.property(tableLists, check), { numRuns: 40 });

/** Topic of Debezium by its own documentation: `<topic.prefix>.<database>.<table>`. */
const debeziumTopic = ({ database, table }: FlowTable) => `smile.${database}.${table}`;

describe('every table of any list', () => {
  const topicNames = (tables: readonly FlowTable[]) => flowTopics(tables).map(({ name }) => name);

  test('is captured into a topic that exists, under the name that Debezium gives it', () => {
    forAll((tables) => {
      const included = (captureSettings(tables)['table.include.list'] ?? '').split(',');
      for (const table of tables) {
        // Debezium anchors each expression to the whole name.
        const name = `${table.database}.${table.table}`;
        expect(included.filter((one) => new RegExp(`^(?:${one})$`).test(name))).toHaveLength(1);
        expect(topicNames(tables)).toContain(debeziumTopic(table));
      }
      expect(included).toHaveLength(tables.length + 1);
    });
  });

  test('leaves MySQL with the columns that it lists, and the personal ones masked', () => {
    forAll((tables) => {
      const settings = captureSettings(tables);
      const matching = (list = '', name: string) =>
        list.split(',').filter((one) => new RegExp(`^(?:${one})$`).test(name));
      for (const { database, table, columns } of tables) {
        for (const [column, { personal }] of Object.entries(columns)) {
          const name = `${database}.${table}.${column}`;
          expect(matching(settings['column.include.list'], name)).toHaveLength(1);
          expect(matching(settings['column.mask.with.8.chars'], name)).toHaveLength(personal === 'masked' ? 1 : 0);
        }
        expect(matching(settings['column.include.list'], `${database}.${table}.unlisted`)).toEqual([]);
      }
    });
  });

  test('ends in a table of ClickHouse that exists, through one sink that reads a topic that exists', () => {
    forAll((tables) => {
      const ddl = clickhouseDdl(tables, 'main').join('\n');
      const mapped = clickhouseSinks(tables).flatMap((sink) =>
        Object.entries(sink.tables).map(([topic, name]) => ({ topic, name: `\`${sink.database}\`.\`${name}\`` })),
      );
      expect(mapped).toHaveLength(tables.length);
      for (const { topic, name } of mapped) {
        expect(topicNames(tables)).toContain(topic);
        expect(ddl).toContain(`CREATE TABLE IF NOT EXISTS ${name} ON CLUSTER`);
        expect(ddl).toMatch(new RegExp(`CREATE MATERIALIZED VIEW [^;]* FROM ${name.replaceAll('.', '\\.')} `));
      }
    });
  });

  test('passes RisingWave if and only if its path says so', () => {
    forAll((tables) => {
      const streamed = tables.filter(({ path }) => path === 'risingwave');
      const made = streamedTables(tables, KAFKA);
      expect(made).toHaveLength(streamed.length);
      for (const [index, table] of streamed.entries()) {
        const [source, , sink] = made[index]?.statements ?? ['', '', ''];
        expect(source).toContain(`topic = '${debeziumTopic(table)}'`);
        const [, out = ''] = /topic = '([^']*)'/.exec(sink) ?? [];
        expect(topicNames(tables)).toContain(out);
        expect(out).not.toBe(debeziumTopic(table));
      }
    });
  });
});

describe('names', () => {
  const isUnique = (names: readonly string[]) => expect(names).toEqual([...new Set(names)]);

  // Kafka refuses a topic whose name meets another once dots are underscores: https://issues.apache.org/jira/browse/KAFKA-2337
  test('of topics are names of Kafka, and no two meet', () => {
    forAll((tables) => {
      const names = flowTopics(tables).map(({ name }) => name);
      isUnique(names.map((name) => name.replaceAll('.', '_')));
      for (const name of names) expect(name).toMatch(/^[a-zA-Z0-9._-]{1,249}$/);
    });
  });

  test('of tables, views and sinks are their own', () => {
    forAll((tables) => {
      const made = clickhouseDdl(tables, 'main').flatMap(
        (statement) => /^CREATE (?:TABLE|MATERIALIZED VIEW) IF NOT EXISTS (\S+)/.exec(statement)?.[1] ?? [],
      );
      isUnique(made);
      isUnique(streamedTables(tables, KAFKA).flatMap(({ source, view, sink }) => [source, view, sink]));
      const sinks = clickhouseSinks(tables).map(({ name }) => name);
      isUnique(sinks);
      // Names of Kubernetes: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
      for (const name of sinks) expect(name).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
    });
  });
});

describe('users of Kafka', () => {
  const operations = (tables: readonly FlowTable[], user: string, resource: string, name: string) =>
    flowUsers(tables)
      .filter((one) => one.name === user)
      .flatMap(({ acls }) => acls)
      .filter((acl) => acl.resource === resource)
      .filter((acl) => (acl.pattern === 'prefix' ? name.startsWith(acl.name ?? '') : acl.name === name))
      .flatMap((acl) => acl.operations)
      .sort();

  test('may do with the topic of a table what its path needs, and no more', () => {
    forAll((tables) => {
      for (const table of tables) {
        const captured = debeziumTopic(table);
        const streamed = `risingwave.${table.database}.${table.table}`;
        const isDirect = table.path === 'direct';
        expect(operations(tables, 'cdc', 'topic', captured)).toEqual(
          isDirect ? ['Describe', 'Read', 'Write'] : ['Describe', 'Write'],
        );
        expect(operations(tables, 'risingwave', 'topic', captured)).toEqual(isDirect ? [] : ['Describe', 'Read']);
        expect(operations(tables, 'cdc', 'topic', streamed)).toEqual(isDirect ? [] : ['Describe', 'Read']);
        expect(operations(tables, 'risingwave', 'topic', streamed)).toEqual(isDirect ? [] : ['Describe', 'Write']);
      }
    });
  });

  test('may touch no topic that the flow does not have, create none and delete none', () => {
    forAll((tables) => {
      const topics = flowTopics(tables).map(({ name }) => name);
      const acls = flowUsers(tables).flatMap((user) => user.acls);
      for (const { resource, name, pattern, operations: allowed } of acls) {
        expect(['topic', 'group']).toContain(resource);
        if (resource === 'topic')
          expect({ name, pattern }).toEqual({ name: topics.find((one) => one === name), pattern: undefined });
        expect(allowed.filter((one) => ['Create', 'Delete', 'Alter', 'AlterConfigs', 'All'].includes(one))).toEqual([]);
      }
    });
  });

  test('read as the groups that their programs have', () => {
    const groups = (user: string) =>
      flowUsers(EXAMPLE_TABLES)
        .filter((one) => one.name === user)
        .flatMap(({ acls }) => acls.filter(({ resource }) => resource === 'group'))
        .map(({ name, pattern = 'literal' }) => `${pattern} ${name}`);
    expect(groups('cdc')).toEqual([
      // `group.id` of the workers, Debezium's `<topic.prefix>-schemahistory`, Kafka Connect's `connect-<connector>`
      'literal cdc',
      'literal smile-schemahistory',
      'literal connect-clickhouse-smile-direct',
      'literal connect-clickhouse-smile-risingwave',
    ]);
    // https://docs.risingwave.com/ingestion/sources/kafka: `<group.id.prefix>-<number>`
    expect(groups('risingwave')).toEqual(['prefix rw-']);
  });
});

describe('topics', () => {
  const configOf = (name: string) => flowTopics(EXAMPLE_TABLES).find((topic) => topic.name === name);

  test('forget events after the time that the table names, or keep the newest of each key for RisingWave', () => {
    expect(configOf('smile.smile.stock')).toEqual({
      name: 'smile.smile.stock',
      partitions: 6,
      config: { 'cleanup.policy': 'delete', 'retention.ms': 604_800_000 },
    });
    expect(configOf('smile.smile.transaction')?.config).toMatchObject({ 'cleanup.policy': 'compact' });
    expect(configOf('risingwave.smile.transaction')?.config).toMatchObject({ 'cleanup.policy': 'compact' });
  });

  // https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-schema-history-topic: one partition, kept for ever
  test('of the schema history is one partition, and is never shortened', () => {
    expect(configOf('smile.schema-history')).toMatchObject({
      partitions: 1,
      config: { 'cleanup.policy': 'delete', 'retention.ms': -1, 'retention.bytes': -1 },
    });
  });

  // https://kafka.apache.org/documentation/#connectconfigs_config.storage.topic
  test('of Kafka Connect are compacted, and that of configurations has one partition', () => {
    expect(configOf('cdc-configs')).toMatchObject({ partitions: 1, config: { 'cleanup.policy': 'compact' } });
    expect(configOf('cdc-offsets')?.config).toEqual({ 'cleanup.policy': 'compact' });
    expect(configOf('cdc-status')?.config).toEqual({ 'cleanup.policy': 'compact' });
  });

  // https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-property-topic-heartbeat-prefix
  test('of the heartbeat has the name that Debezium gives it', () => {
    expect(configOf('heartbeat.smile')).toBeDefined();
  });
});

describe('settings of the capture', () => {
  test('name tables, columns, keys and masks of the example', () => {
    expect(captureSettings([ASSET])).toEqual({
      'database.include.list': 'smile,debezium',
      'table.include.list': 'smile\\.asset,debezium\\.signal',
      'column.include.list': [
        'smile\\.asset\\.id',
        'smile\\.asset\\.entity_id',
        'smile\\.asset\\.serial_number',
        'smile\\.asset\\.contact_name',
        'smile\\.asset\\.temperature',
        'smile\\.asset\\.logged_at',
        'debezium\\.signal\\.id',
        'debezium\\.signal\\.type',
        'debezium\\.signal\\.data',
      ].join(','),
      'message.key.columns': 'smile\\.asset:id',
      'column.mask.with.8.chars': 'smile\\.asset\\.contact_name',
    });
  });

  test('name what is kept on purpose, and why', () => {
    const kept: FlowTable = {
      ...STOCK,
      columns: { ...STOCK.columns, address: { type: 'text', personal: { keptBecause: 'of a warehouse' } } },
    };
    expect(personalColumnsKept([kept, ASSET])).toEqual({ 'smile.stock.address': 'of a warehouse' });
  });
});

describe('SQL of RisingWave', () => {
  beforeAll(loadModule);

  const [streamed] = streamedTables([TRANSACTION], KAFKA);
  const [source = '', view = '', sink = ''] = streamed?.statements ?? [];

  /** RisingWave is no PostgreSQL where it says WITH and FORMAT; the rest is read by PostgreSQL's own parser. */
  test('is what PostgreSQL reads too, but for the clauses of streams', () => {
    expect(() => parseSync(view.replace('IF NOT EXISTS ', ''))).not.toThrow();
    const [table = ''] = source.split(' WITH (');
    expect(() => parseSync(table)).not.toThrow();
    expect(() => parseSync(`${table}, oops`)).toThrow(/syntax error/);
  });

  test('is read by PostgreSQL for any list of tables', () => {
    forAll((tables) => {
      for (const { statements } of streamedTables(tables, KAFKA)) {
        expect(() => parseSync(statements[0].split(' WITH (')[0] ?? '')).not.toThrow();
        expect(() => parseSync(statements[1])).not.toThrow();
      }
    });
  });

  // https://docs.risingwave.com/ingestion/sources/kafka, https://docs.risingwave.com/integrations/destinations/apache-kafka
  test('has the clauses that its documentation names', () => {
    const shape =
      /^CREATE (TABLE|SINK) IF NOT EXISTS "flow"\."\w+" [\s\S]* WITH \(\n( {2}[\w.]+ = ('[^'\n]*'|:'kafka_password'),?\n)+\) FORMAT DEBEZIUM ENCODE JSON$/;
    expect(source).toMatch(shape);
    expect(sink).toMatch(shape);
    expect(source).toContain("connector = 'kafka'");
    expect(source).toContain("scan.startup.mode = 'earliest'");
    expect(source).toContain('PRIMARY KEY ("id")');
    expect(sink).toContain("primary_key = 'entity_id,type,day'");
    for (const one of [source, sink]) {
      expect(one).toContain("properties.security.protocol = 'SASL_SSL'");
      expect(one).toContain("properties.sasl.password = :'kafka_password'");
      expect(one).toContain("properties.ssl.ca.location = '/kafka/ca.crt'");
    }
  });

  test('keeps whole numbers whole, and decimals exact', () => {
    expect(view).toContain('count(*) AS "transactions"');
    expect(view).toContain('sum("quantity")::bigint AS "doses"');
    expect(view).toContain('sum("price"::numeric) AS "value"');
  });

  test('has other names when the definition is another, so that a change is made and not passed over', () => {
    const names = (table: FlowTable) =>
      streamedTables([table], KAFKA).map(({ source, view, sink }) => [source, view, sink]);
    expect(names(TRANSACTION)).toEqual(names(TRANSACTION));
    const other = {
      ...TRANSACTION,
      target: { ...TRANSACTION.target, measures: { transactions: { function: 'count' } } },
    } as FlowTable;
    expect(names(other)).not.toEqual(names(TRANSACTION));
    expect(names({ ...TRANSACTION, database: 'wms' })).not.toEqual(names(TRANSACTION));
  });
});
