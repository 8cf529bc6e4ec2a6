import { z } from 'zod';
import type { Days } from '../units.ts';
import { days, shown, text } from './checks.ts';

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
  /**
   * Further buckets of applications, by a fixed word in PascalCase that becomes part of Terraform addresses and, with hyphens, of the
   * bucket's name: `{ PatientLetters: { deletedObjectRetention: '365 days' } }`. @default - none
   */
  readonly furtherBuckets?: Readonly<Record<string, FurtherBucketValues>>;
}

/** A bucket of applications beside their first one. */
interface FurtherBucketValues {
  /** How long overwritten and deleted objects are kept. @default - as with the first one */
  readonly deletedObjectRetention?: Days;
  /** Age at which objects are deleted. @default - never */
  readonly expireAfter?: Days;
}

/** Who else uses an environment's container registry. */
export interface RegistryValues {
  /**
   * Accounts that may pull images, to copy them into a registry of their own: promotion goes by digest from one
   * environment's registry to the next one's.
   */
  readonly pulledByAccounts: readonly string[];
}

/** A word in PascalCase; with the rest of the name, S3 takes 63 characters. */
const BUCKET_WORD = /^[A-Z][A-Za-z0-9]{2,29}$/;

/** Words of the buckets that every environment has. */
const TAKEN = ['ApplicationData', 'DataPlatformBackups', 'Loki', 'RisingwaveState', 'Tempo'];

const ACCOUNT_ID = /^\d{12}$/;

const furtherBucket = z.strictObject({
  deletedObjectRetention: days({ min: 1, max: 3650 }, 'it is the time in which a mistake must be noticed').optional(),
  expireAfter: days({ min: 1, max: 3650 }, 'leave it out where objects stay').optional(),
});

const furtherBuckets = z.record(z.string(), furtherBucket).check((context) => {
  const words = Object.keys(context.value);
  for (const word of words.filter((one) => !BUCKET_WORD.test(one) || TAKEN.includes(one))) {
    context.issues.push({
      code: 'custom',
      input: context.value,
      message: `expected words in PascalCase of 3 to 30 letters, and none of ${TAKEN.join(', ')}, got ${shown(word)}; they are part of Terraform addresses, as in Reports`,
    });
  }
});

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
      furtherBuckets: furtherBuckets.optional(),
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
