import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowTable } from '@smile/core';
import { Session } from 'chdb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clickhouseDdl } from './clickhouse-ddl.ts';
import { ASSET, EXAMPLE_TABLES, STOCK, TRANSACTION } from './fixtures/example-tables.ts';
import { tableLists } from './fixtures/random-tables.ts';

/**
 * Tried on ClickHouse itself, which the package chdb has as a library. It has no cluster and no ensemble: what replicates is taken out,
 * after ClickHouse's own parser has read the statement as it is.
 */
let session: Session;
const folder = mkdtempSync(join(tmpdir(), 'clickhouse-'));
const run = (sql: string, format = 'TSV') => session.query(sql, format).trim();
const rows = (sql: string): unknown => JSON.parse(run(sql, 'JSON') || '{}').data;

beforeAll(() => {
  session = new Session(folder);
});

afterAll(() => {
  session.cleanup();
  rmSync(folder, { recursive: true, force: true });
});

const alone = (statement: string) =>
  statement.replace(/ ON CLUSTER `main`/, '').replace(/Replicated(\w+MergeTree)\('[^']*', '\{replica\}'(?:, )?/, '$1(');

function make(tables: readonly FlowTable[]): void {
  for (const statement of clickhouseDdl(tables, 'main')) run(alone(statement));
}

function forget(tables: readonly FlowTable[]): void {
  for (const database of new Set(tables.map((table) => table.database)))
    for (const end of ['_views', '_raw', '_totals', '']) run(`DROP DATABASE IF EXISTS \`${database}${end}\` SYNC`);
}

describe('ClickHouse', () => {
  test('reads every statement as it is, on a cluster and replicated', () => {
    for (const statement of clickhouseDdl(EXAMPLE_TABLES, 'main')) {
      expect(statement).toContain('ON CLUSTER `main`');
      expect(() => run(`EXPLAIN AST ${statement}`), statement).not.toThrow();
    }
  });

  test('makes the tables of any list, twice', () => {
    fc.assert(
      fc.property(tableLists, (tables) => {
        make(tables);
        make(tables);
        forget(tables);
      }),
      { numRuns: 6 },
    );
  });
});

describe('rows of a table that comes straight', () => {
  beforeAll(() => make([STOCK]));
  afterAll(() => forget([STOCK]));

  /** As a sink inserts them: what Debezium sends with the settings of the connector, and what the sink adds. */
  const arrive = (id: number, quantity: string | null, deleted: boolean, offset: number, generation = 1) =>
    run(
      `INSERT INTO smile_raw.stock (id, entity_id, quantity, expires_on, updated_at, __deleted, __op, __source_ts_ms, _offset, _generation) VALUES (${id}, 7, ${quantity === null ? 'NULL' : `'${quantity}'`}, 20454, 1767225600123, '${deleted}', 'u', 1767225600500, ${offset}, '${generation}')`,
    );
  const now = () => rows('SELECT id, quantity FROM smile.stock FINAL ORDER BY id');

  test('have the types and values of MySQL', () => {
    arrive(1, '12.50', false, 10);
    expect(rows('SELECT * FROM smile.stock FINAL')).toEqual([
      expect.objectContaining({
        id: 1,
        entity_id: 7,
        quantity: 12.5,
        // Days since 1970-01-01: `date -u -d @$((20454 * 86400))`.
        expires_on: '2026-01-01',
        updated_at: '2026-01-01 00:00:00.123',
      }),
    ]);
  });

  test('are those of the newest event, whatever comes first', () => {
    arrive(2, '3.00', false, 21);
    arrive(2, '2.00', false, 20);
    expect(now()).toContainEqual({ id: 2, quantity: 3 });
  });

  test('are the same when Kafka Connect repeats an event', () => {
    arrive(3, '5.00', false, 30);
    arrive(3, '5.00', false, 30);
    expect(run('SELECT count() FROM smile.stock FINAL WHERE id = 3')).toBe('1');
    expect(run('SELECT count() FROM smile_raw.stock FINAL WHERE id = 3')).toBe('1');
  });

  test('are gone when they are deleted, and come back when they are inserted again', () => {
    arrive(4, '1.00', false, 40);
    arrive(4, '1.00', true, 41);
    expect(now()).not.toContainEqual(expect.objectContaining({ id: 4 }));
    arrive(4, null, false, 42);
    expect(now()).toContainEqual({ id: 4, quantity: null });
  });

  // After the loss of Kafka's disks offsets start again at 0.
  test('win over older ones when topics were made anew and the generation was raised', () => {
    arrive(5, '8.00', false, 5_000_000_000);
    arrive(5, '9.00', false, 3, 2);
    expect(now()).toContainEqual({ id: 5, quantity: 9 });
  });
});

describe('groups that ClickHouse makes', () => {
  beforeAll(() => make([ASSET]));
  afterAll(() => forget([ASSET]));

  const arrive = (id: number, temperature: number | null, at: string, deleted = false) =>
    run(
      `INSERT INTO smile_raw.asset (id, entity_id, serial_number, contact_name, temperature, logged_at, __deleted, __op, __source_ts_ms, _offset, _generation) VALUES (${id}, 7, 'S', '********', ${temperature ?? 'NULL'}, '${at}', '${deleted}', 'c', 0, ${id}, '1')`,
    );

  test('count an event once that comes twice', () => {
    arrive(1, 4.5, '2026-01-01T23:59:59.5Z');
    arrive(1, 4.5, '2026-01-01T23:59:59.5Z');
    arrive(2, 8.25, '2026-01-01T08:00:00Z');
    arrive(3, null, '2026-01-02T00:00:00Z');
    arrive(4, 99, '2026-01-02T00:00:00Z', true);
    expect(
      rows(
        'SELECT entity_id, day, uniqMerge(assets) AS assets, maxMerge(warmest) AS warmest FROM smile_totals.asset GROUP BY entity_id, day ORDER BY day',
      ),
    ).toEqual([
      { entity_id: 7, day: '2026-01-01', assets: 2, warmest: 8.25 },
      { entity_id: 7, day: '2026-01-02', assets: 1, warmest: null },
    ]);
  });
});

test('groups that RisingWave made are there in their newest version', () => {
  make([TRANSACTION]);
  const arrive = (doses: number, value: string, deleted: boolean, offset: number, day = '2026-01-01') =>
    run(
      `INSERT INTO smile_raw.transaction (entity_id, type, day, transactions, doses, value, __deleted, __op, __source_ts_ms, _offset, _generation) VALUES (7, 'issue', '${day}', 2, ${doses}, '${value}', '${deleted}', 'u', 0, ${offset}, '1')`,
    );
  arrive(10, '100000000000.01', false, 1);
  arrive(15, '100000000000.03', false, 2);
  arrive(1, '1.00', false, 3, '2026-01-02');
  arrive(1, '1.00', true, 4, '2026-01-02');
  expect(rows('SELECT day, doses, toString(value) AS value FROM smile_totals.transaction FINAL')).toEqual([
    { day: '2026-01-01', doses: 15, value: '100000000000.03' },
  ]);
  forget([TRANSACTION]);
});

test('a column that is added to the list is added to the tables, and comes through', () => {
  make([STOCK]);
  make([{ ...STOCK, columns: { ...STOCK.columns, batch: { type: 'varchar', nullable: true } } }]);
  run(
    "INSERT INTO smile_raw.stock (id, entity_id, updated_at, batch, __deleted, __op, __source_ts_ms, _offset, _generation) VALUES (1, 7, 0, 'B1', 'false', 'c', 0, 1, '1')",
  );
  expect(rows('SELECT id, batch FROM smile.stock FINAL')).toEqual([{ id: 1, batch: 'B1' }]);
  forget([STOCK]);
});
