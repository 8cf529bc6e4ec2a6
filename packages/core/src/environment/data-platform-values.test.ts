import { expect, test } from 'vitest';
import { TEST_DATA_PLATFORM, TEST_TELEMETRY, TEST_VALUES } from '../fixtures.ts';
import { backupDays } from './data-platform-values.ts';
import { defineEnvironment } from './environment.ts';
import type { PlatformValues } from './platform-values.ts';

const REST: Omit<PlatformValues, 'dataPlatform'> = {
  copies: 'one',
  survives: 'the loss of a node',
  mesh: { tracedPercent: 5, gatewayPods: { min: 1, max: 2 } },
  quotas: {},
  services: {},
  telemetry: TEST_TELEMETRY,
};

const failure = (dataPlatform: unknown): string => {
  try {
    defineEnvironment({
      ...TEST_VALUES,
      platform: { ...REST, dataPlatform: dataPlatform as PlatformValues['dataPlatform'] },
    });
  } catch (error) {
    return (error as Error).message.replace(/^indonesia\/staging: /, '');
  }
  return 'accepted';
};

const kafka = (values: object) => failure({ ...TEST_DATA_PLATFORM, kafka: { ...TEST_DATA_PLATFORM.kafka, ...values } });
const zookeeper = (values: object) =>
  failure({ ...TEST_DATA_PLATFORM, zookeeper: { ...TEST_DATA_PLATFORM.zookeeper, ...values } });
const clickhouse = (values: object) =>
  failure({ ...TEST_DATA_PLATFORM, clickhouse: { ...TEST_DATA_PLATFORM.clickhouse, ...values } });
const backup = (values: object) => clickhouse({ backup: { ...TEST_DATA_PLATFORM.clickhouse.backup, ...values } });
const at = 'platform.dataPlatform';

test('accepts values of a data platform', () => {
  expect(failure(TEST_DATA_PLATFORM)).toBe('accepted');
});

test.each([
  [
    kafka({ brokers: 40 }),
    `${at}.kafka.brokers: expected a whole number from 1 to 30, got 40; one on each node of the group`,
  ],
  [
    kafka({ controllers: 4 }),
    `${at}.kafka.controllers: expected an odd number, got 4; an even one bears no more losses and has more to lose`,
  ],
  [
    kafka({ brokers: 2, replication: 3 }),
    `${at}.kafka.replication: expected at most as many copies as brokers, got 3 copies on 2; no topic could be made`,
  ],
  [
    kafka({ minInSync: 3 }),
    `${at}.kafka.minInSync: expected less than replication, got 3 of 3; the loss of one broker would stop every producer`,
  ],
  [
    kafka({ disks: 'nvme' }),
    `${at}.kafka.disks: expected one of of-nodes, ebs, got "nvme"; of-nodes takes a group of nodes with local disks`,
  ],
  [
    kafka({ volumes: { count: 2, size: '1.5 TiB' } }),
    `${at}.kafka.volumes.size: expected a size from 1 to 65536 GiB, as in '500 GiB', got "1.5 TiB"; the smallest node of the group decides`,
  ],
  [
    kafka({ broker: { cpu: '6', memory: '24Gi', heap: '20Gi' } }),
    `${at}.kafka.broker.heap: expected at most three quarters of the memory 24Gi, got "20Gi"; Java needs memory beside its heap`,
  ],
  [
    kafka({ broker: { cpu: '0.5', memory: '24Gi', heap: '6Gi' } }),
    `${at}.kafka.broker.cpu: expected CPUs, as in 6 or 500m, got "0.5"; Kubernetes counts whole or thousandths of CPUs`,
  ],
  [
    kafka({ retention: '0 days' }),
    `${at}.kafka.retention: expected a duration from 1 to 365 days, as in '30 days', got "0 days"; what reads a topic may stand still that long, and loses nothing`,
  ],
  [
    zookeeper({ members: 2 }),
    `${at}.zookeeper.members: expected an odd number, got 2; an even one bears no more losses and has more to lose`,
  ],
  [
    zookeeper({ log: 'none' }),
    `${at}.zookeeper.log: expected a size from 1 to 65536 GiB, as in '500 GiB', got "none"; the log is on a disk of its own`,
  ],
  [
    clickhouse({ insertQuorum: 4, replicas: 3 }),
    `${at}.clickhouse.insertQuorum: expected at most as many as replicas, got 4 of 3; no insert would ever end`,
  ],
  [
    clickhouse({ recoveryHours: 0 }),
    `${at}.clickhouse.recoveryHours: expected a whole number from 1 to 168, got 0; what was practised, not what is wished`,
  ],
  [
    backup({ at: '7pm' }),
    `${at}.clickhouse.backup.at: expected a time of day in UTC, as in 19:00, got "7pm"; choose a quiet hour`,
  ],
  [
    backup({ kept: 0 }),
    `${at}.clickhouse.backup.kept: expected a whole number from 1 to 365, got 0; a mistake is noticed after days`,
  ],
  [kafka({ shards: 2 }), `${at}.kafka.shards: unknown setting; remove it or correct its spelling`],
])('%s', (message, expected) => {
  expect(message).toBe(expected);
});

// The oldest of 14 daily backups may rest on a full one that is 7 days older.
test('a backup needs those that it rests on', () => {
  expect(backupDays({ at: '19:00', fullEvery: '7 days', kept: 14 })).toBe(21);
});
