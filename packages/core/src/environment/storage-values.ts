import { z } from 'zod';
import type { Days } from '../units.ts';
import { days, text } from './checks.ts';

/** What an environment keeps in buckets and in its container registry. */
export interface StorageValues {
  /** How long it is kept who read or changed objects of the buckets. */
  readonly accessLogRetention: Days;
  /** How long requests to load balancers are kept. */
  readonly loadBalancerLogRetention: Days;
  /** Buckets of what runs in the clusters. @default - none; nothing runs here */
  readonly workloads?: WorkloadStorageValues;
  /** The container registry. @default - none; nothing runs here */
  readonly registry?: RegistryValues;
}

/** How long the clusters' data is kept. */
export interface WorkloadStorageValues {
  /** How long overwritten and deleted application objects are kept. The objects themselves stay for ever. */
  readonly deletedObjectRetention: Days;
  /** Age at which Loki's log data is deleted: a safety net, so longer than Loki's own retention. */
  readonly logRetention: Days;
  /** Age at which Tempo's traces are deleted: a safety net, so longer than Tempo's own retention. */
  readonly traceRetention: Days;
  /** Age at which backups of Kafka, ClickHouse and RisingWave are deleted. */
  readonly dataPlatformBackupRetention: Days;
}

/** Who else uses an environment's container registry. */
export interface RegistryValues {
  /**
   * Accounts that may pull images, to copy them into a registry of their own: promotion goes by digest from one
   * environment's registry to the next one's.
   */
  readonly pulledByAccounts: readonly string[];
}

const ACCOUNT_ID = /^\d{12}$/;

/** Checks {@link StorageValues}. */
export const storageSchema = z.strictObject({
  accessLogRetention: days({ min: 1, max: 3650 }, 'auditors ask for 90 days'),
  loadBalancerLogRetention: days({ min: 1, max: 3650 }, 'auditors ask for 90 days'),
  workloads: z
    .strictObject({
      deletedObjectRetention: days({ min: 1, max: 3650 }, 'it is the time in which a mistake must be noticed'),
      logRetention: days({ min: 1, max: 3650 }, "keep it longer than Loki's own retention"),
      traceRetention: days({ min: 1, max: 3650 }, "keep it longer than Tempo's own retention"),
      dataPlatformBackupRetention: days({ min: 7, max: 3650 }, 'backups are kept for a week at least'),
    })
    .optional(),
  registry: z
    .strictObject({
      pulledByAccounts: z.array(
        text(
          'an AWS account id of twelve digits',
          (value) => ACCOUNT_ID.test(value),
          'quote it, so that zeros survive',
        ),
      ),
    })
    .optional(),
});
