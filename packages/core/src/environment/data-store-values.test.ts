import { expect, test } from 'vitest';
import { TEST_VALUES } from '../fixtures.ts';
import { defineEnvironment, type EnvironmentValues } from './environment.ts';

const failure = (values: unknown): string => {
  try {
    defineEnvironment(values as EnvironmentValues);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

const { storage, databases } = TEST_VALUES;

const withStorage = (values: object) => failure({ ...TEST_VALUES, storage: { ...storage, ...values } });

const withDatabases = (values: object) => failure({ ...TEST_VALUES, databases: { ...databases, ...values } });

const main = (values: object) =>
  withDatabases({ mysql: { ...databases?.mysql, main: { ...databases?.mysql.main, ...values } } });

test('an environment without clusters has no data stores, no workload buckets and no registry', () => {
  const { databases: _, ...values } = TEST_VALUES;
  const lean = { accessLogRetention: '90 days', loadBalancerLogRetention: '90 days' } as const;
  expect(defineEnvironment({ ...values, storage: lean }).databases).toBeUndefined();
});

test.each([
  [
    withStorage({ accessLogRetention: '0 days' }),
    'storage.accessLogRetention: expected a duration from 1 to 3650 days, as in \'30 days\', got "0 days"; auditors ask for 90 days',
  ],
  [
    withStorage({ registry: { pulledByAccounts: ['production'] } }),
    'storage.registry.pulledByAccounts[0]: expected an AWS account id of twelve digits, got "production"; quote it, so that zeros survive',
  ],
  [
    withStorage({
      workloads: { ...storage.workloads, furtherBuckets: { Loki: {}, reports: { expireAfter: '0 days' } } },
    }),
    `3 problems
  - storage.workloads.furtherBuckets.reports.expireAfter: expected a duration from 1 to 3650 days, as in '30 days', got "0 days"; leave it out where objects stay
  - storage.workloads.furtherBuckets: expected words in PascalCase of 3 to 30 letters, and none of ApplicationData, DataPlatformBackups, Loki, RisingwaveState, Tempo, got "Loki"; they are part of Terraform addresses, as in Reports
  - storage.workloads.furtherBuckets: expected words in PascalCase of 3 to 30 letters, and none of ApplicationData, DataPlatformBackups, Loki, RisingwaveState, Tempo, got "reports"; they are part of Terraform addresses, as in Reports`,
  ],
  [
    withStorage({ workloads: { ...storage.workloads, dataPlatformBackupRetention: '3 days' } }),
    'storage.workloads.dataPlatformBackupRetention: expected a duration from 7 to 3650 days, as in \'30 days\', got "3 days"; backups are kept for a week at least',
  ],
  [
    main({ version: '5.7' }),
    'databases.mysql.main.version: expected one of 8.0, 8.4, got "5.7"; add the parameters of another version to packages/databases first',
  ],
  [
    main({ instanceClass: 'db.m5.xlarge' }),
    'databases.mysql.main.instanceClass: expected a class such as m5.4xlarge, got "db.m5.xlarge"; leave db. out',
  ],
  [
    main({ storage: '500 GB' }),
    'databases.mysql.main.storage: expected a size of at least 20 GiB, as in \'500 GiB\', got "500 GB"; RDS counts in GiB',
  ],
  [main({ multiAz: 'yes' }), 'databases.mysql.main.multiAz: expected true or false, got "yes"'],
  [
    withDatabases({ redis: { version: '6', nodeType: 'm5.large', replicas: 0 } }),
    'databases.redis.version: expected a major and minor version, as in 6.2, got "6"; AWS picks the patch release',
  ],
  [
    withDatabases({ redis: { version: '6.2', nodeType: 'm5.large', replicas: 6 } }),
    'databases.redis.replicas: expected a whole number from 0 to 5, got 6; production uses 1',
  ],
  [
    withDatabases({ rabbitmq: { version: '3.13.7', instanceType: 'm5.large', nodes: 'single' } }),
    'databases.rabbitmq.version: expected a major and minor version, as in 3.13, got "3.13.7"; AWS picks the patch release',
  ],
  [
    withDatabases({ rabbitmq: { version: '3.13', instanceType: 'm5.large', nodes: 'three' } }),
    'databases.rabbitmq.nodes: expected one of cluster, single, got "three"; production uses cluster',
  ],
  [
    withDatabases({ backupAt: '1:00' }),
    'databases.backupAt: expected a time of day, as in 01:30, got "1:00"; write it in the country\'s time zone',
  ],
  [
    withDatabases({ maintenanceAt: { day: 'someday', time: '05:00' } }),
    'databases.maintenanceAt.day: expected one of monday, tuesday, wednesday, thursday, friday, saturday, sunday, got "someday"; choose the quietest day',
  ],
  [
    withDatabases({ withoutStandby: { reason: ' ', owner: 'data', expires: '2027-11-30' } }),
    'databases.withoutStandby.reason: expected why the rule may be broken, got " "; write a sentence that an auditor accepts',
  ],
  [
    withDatabases({ withoutStandby: { reason: 'tests can wait', owner: 'data', expires: 'next year' } }),
    'databases.withoutStandby.expires: expected a date, as in 2027-06-30, got "next year"; a year from now is usual',
  ],
  [
    withDatabases({ changesApply: 'later' }),
    'databases.changesApply: expected one of at-once, in-maintenance, got "later"; production uses in-maintenance',
  ],
  [
    withDatabases({ secretRecovery: '1 day' }),
    'databases.secretRecovery: expected a duration from 7 to 30 days, as in \'30 days\', got "1 day"; production uses 30 days',
  ],
])('refuses a wrong value: %s', (message, problem) => {
  expect(message).toBe(`indonesia/staging: ${problem}`);
});
