import { TEST_DATA_PLATFORM } from '@smile/core/fixtures';
import { describe, expect, test } from 'vitest';
import { madeStore, TEST_GROUPS } from '../fixtures.ts';
import { type DataLayout, layoutOf, lost, lostWithZone, stillWorks } from './data-layout.ts';
import { lossesIn } from './losses.ts';

/** Members as the objects ask for them, over the zones that their groups of nodes have. */
function synthesizedLayout(): DataLayout {
  const kafka = JSON.parse(JSON.stringify(madeStore('Kafka').addon.objects?.objects)) as readonly {
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly spec: { readonly replicas: number };
  }[];
  const clickhouse = JSON.parse(JSON.stringify(madeStore('Clickhouse').addon.objects?.objects)) as readonly {
    readonly kind: string;
    readonly spec: {
      readonly configuration: { readonly clusters: readonly { readonly layout: { readonly replicasCount: number } }[] };
    };
  }[];
  const replicasOf = (name: string) =>
    kafka.find(({ kind, metadata }) => kind === 'KafkaNodePool' && metadata.name === name)?.spec.replicas ?? 0;
  const installation = clickhouse.find(({ kind }) => kind === 'ClickHouseInstallation')?.spec.configuration;
  const { zookeeper } = TEST_DATA_PLATFORM;
  const values = {
    ...TEST_DATA_PLATFORM,
    kafka: { ...TEST_DATA_PLATFORM.kafka, brokers: replicasOf('broker'), controllers: replicasOf('controller') },
    zookeeper,
    clickhouse: { ...TEST_DATA_PLATFORM.clickhouse, replicas: installation?.clusters[0]?.layout.replicasCount ?? 0 },
  };
  return layoutOf(values, {
    brokers: TEST_GROUPS.kafka.zoneCount,
    controllers: 3,
    zookeeper: TEST_GROUPS.zookeeper.zoneCount,
    clickhouse: TEST_GROUPS.clickhouse.zoneCount,
  });
}

const layout = synthesizedLayout();

test('members lie one in each zone, and replicas of ClickHouse in the two that sell their nodes', () => {
  expect(layout).toEqual({ brokers: [1, 1, 1], controllers: [1, 1, 1], zookeeper: [1, 1, 1], clickhouse: [3, 2] });
});

describe('the loss of a zone', () => {
  // Two of three copies are left, two of three voters, and two or three of five replicas.
  test.each([0, 1, 2])('stops nothing, whichever it is: zone %i', (zone) => {
    expect(stillWorks(TEST_DATA_PLATFORM, layout, lostWithZone(layout, zone))).toEqual({
      kafkaWrites: true,
      kafkaReads: true,
      clickhouseWrites: true,
      clickhouseReads: true,
    });
  });

  test('stops writes where members lie in two zones only', () => {
    const two = { ...layout, controllers: [2, 1], zookeeper: [2, 1], brokers: [2, 1] };
    expect(stillWorks(TEST_DATA_PLATFORM, two, lostWithZone(two, 0))).toMatchObject({
      kafkaWrites: false,
      clickhouseWrites: false,
      clickhouseReads: true,
    });
  });
});

// Kafka refuses a message with fewer copies than min.insync.replicas; ZooKeeper serves with more than half of its members.
test.each([
  [{ brokers: 2 }, { kafkaWrites: false, kafkaReads: true }],
  [{ brokers: 3 }, { kafkaWrites: false, kafkaReads: false }],
  [{ controllers: 2 }, { kafkaWrites: false, kafkaReads: true }],
  [{ controllers: 2, brokers: 1 }, { kafkaReads: false }],
  [{ zookeeper: 1 }, { clickhouseWrites: true }],
  [{ zookeeper: 2 }, { clickhouseWrites: false, clickhouseReads: true, kafkaWrites: true }],
  [{ clickhouse: 3 }, { clickhouseWrites: true, clickhouseReads: true }],
  [{ clickhouse: 4 }, { clickhouseWrites: false, clickhouseReads: true }],
  [{ clickhouse: 5 }, { clickhouseWrites: false, clickhouseReads: false }],
] as const)('without %j it is %j', (members, expected) => {
  expect(stillWorks(TEST_DATA_PLATFORM, layout, lost(members))).toMatchObject(expected);
});

test('the table has every loss, and one node less stops nothing', () => {
  const rows = lossesIn(TEST_DATA_PLATFORM, layout);
  const stopping = rows.filter(({ kafkaWrites, clickhouseWrites }) => !kafkaWrites || !clickhouseWrites);
  expect(stopping.map(({ loss }) => loss.what)).toEqual([
    'two nodes of Kafka',
    'two nodes of ZooKeeper',
    'all of ZooKeeper',
    'all of ClickHouse',
  ]);
});
