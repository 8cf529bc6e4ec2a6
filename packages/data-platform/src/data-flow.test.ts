import { platformStackFor } from '@smile/cluster-platform/fixtures';
import type { DataFlowValues } from '@smile/core';
import { TEST_DATA_FLOW } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { environmentWith, flowOf, TEST_PENTAHO, testPlaceOf } from './fixtures.ts';

const made = (flow: DataFlowValues) => {
  const ids: string[] = [];
  platformStackFor((_, context) => ids.push(...flowOf(context, flow).map(({ id }) => id)), {
    environment: environmentWith(),
    placeOf: testPlaceOf,
    role: 'data',
    layer: 'data-platform',
  });
  return ids;
};

describe('what moves data', () => {
  test('is all of it where the image is built, but for Pentaho without an answer to its licence', () => {
    expect(made(TEST_DATA_FLOW)).toEqual([
      'ClickhouseTables',
      'KafkaConnect',
      'Debezium',
      'ClickhouseSinks',
      'FlowAlerts',
      'RisingwaveCertificate',
      'Risingwave',
      'RisingwaveSql',
    ]);
  });

  test('has nothing of Kafka Connect before its image is built', () => {
    const { image, ...connect } = TEST_DATA_FLOW.connect;
    expect(image).toBeDefined();
    expect(made({ ...TEST_DATA_FLOW, connect })).toEqual([
      'ClickhouseTables',
      'RisingwaveCertificate',
      'Risingwave',
      'RisingwaveSql',
    ]);
  });

  test('has Pentaho under a licence', () => {
    expect(made({ ...TEST_DATA_FLOW, pentaho: TEST_PENTAHO })).toContain('Pentaho');
  });

  test('is refused without a table', () => {
    expect(() => made({ ...TEST_DATA_FLOW, tables: [] })).toFailWith(
      'indonesia-staging-data-platform/Network: platform.dataFlow.tables: expected at least one table, got none; add one, or leave dataFlow out',
    );
  });
});
