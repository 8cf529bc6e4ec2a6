import type { FlowTable } from '@smile/core';

/** A week without ClickHouse loses nothing; events as they came are kept for the questions of a quarter. */
const RETENTION = { topic: '7 days', raw: '90 days' } as const;

/**
 * Tables of SMILE that flow to ClickHouse, on both paths. Columns that are not listed stay in MySQL, those that tell who somebody is among
 * them. How to add one: docs/runbooks/add-a-table.md.
 */
export const SMILE_TABLES: readonly FlowTable[] = [
  {
    database: 'smile',
    table: 'stock',
    columns: {
      id: { type: 'bigint' },
      entity_id: { type: 'int' },
      material_id: { type: 'int' },
      batch_code: { type: 'varchar', nullable: true },
      quantity: { type: 'decimal(14,2)' },
      expires_on: { type: 'date', nullable: true },
      updated_at: { type: 'datetime' },
    },
    key: ['id'],
    partitions: 6,
    retention: RETENTION,
    path: 'direct',
    target: { engine: 'ReplacingMergeTree' },
  },
  // Doses by entity, material and day: transactions are corrected afterwards, so sums have to follow.
  {
    database: 'smile',
    table: 'transaction',
    columns: {
      id: { type: 'bigint' },
      entity_id: { type: 'int' },
      material_id: { type: 'int' },
      type: { type: 'varchar' },
      quantity: { type: 'decimal(14,2)' },
      created_at: { type: 'datetime' },
    },
    key: ['id'],
    partitions: 6,
    retention: RETENTION,
    path: 'risingwave',
    target: {
      engine: 'ReplacingMergeTree',
      by: ['entity_id', 'material_id', 'type'],
      byDayOf: 'created_at',
      measures: {
        transactions: { function: 'count' },
        moved: { function: 'sum', column: 'quantity' },
      },
    },
  },
  // Refrigerators and their temperatures, with the person to call masked.
  {
    database: 'smile',
    table: 'asset',
    columns: {
      id: { type: 'bigint' },
      entity_id: { type: 'int' },
      serial_number: { type: 'varchar' },
      contact_name: { type: 'varchar', nullable: true, personal: 'masked' },
      temperature: { type: 'double', nullable: true },
      logged_at: { type: 'datetime' },
    },
    key: ['id'],
    partitions: 6,
    retention: RETENTION,
    path: 'direct',
    target: {
      engine: 'AggregatingMergeTree',
      by: ['entity_id'],
      byDayOf: 'logged_at',
      measures: {
        assets: { function: 'uniq', column: 'id' },
        coldest: { function: 'min', column: 'temperature' },
        warmest: { function: 'max', column: 'temperature' },
      },
    },
  },
  {
    database: 'smile',
    table: 'waste',
    columns: {
      id: { type: 'bigint' },
      entity_id: { type: 'int' },
      material_id: { type: 'int' },
      reason: { type: 'varchar', nullable: true },
      quantity: { type: 'decimal(14,2)' },
      disposed_at: { type: 'datetime', nullable: true },
    },
    key: ['id'],
    partitions: 3,
    retention: RETENTION,
    path: 'direct',
    target: { engine: 'ReplacingMergeTree' },
  },
];
