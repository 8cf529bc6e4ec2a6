import { BACKUP_DAILY, type Days, type EncryptionKey, kebabCase, PrivateBucket } from '@smile/core';
import { Construct } from 'constructs';

export interface WorkloadBucketsProps {
  /** Key of application data and of the data platform's backups. */
  readonly dataKey: EncryptionKey;
  /** Key of logs and traces. */
  readonly logsKey: EncryptionKey;
  /** Bucket that receives the access logs of these. */
  readonly accessLogs: PrivateBucket;
  /** How long overwritten and deleted application objects are kept. @default '90 days' */
  readonly deletedObjectRetention?: Days;
  /** Age at which log data is deleted. @default '90 days' */
  readonly logRetention?: Days;
  /** Age at which traces are deleted. @default '30 days' */
  readonly traceRetention?: Days;
  /** Age at which backups of the data platform are deleted. @default '30 days' */
  readonly dataPlatformBackupRetention?: Days;
  /** Further buckets of applications, by a word in PascalCase that is part of their addresses. @default - none */
  readonly furtherBuckets?: Readonly<Record<string, FurtherBucket>>;
}

/** A bucket of applications beside their first one. */
interface FurtherBucket {
  /** How long overwritten and deleted objects are kept. @default - as with the first one */
  readonly deletedObjectRetention?: Days;
  /** Age at which objects are deleted. @default - never */
  readonly expireAfter?: Days;
}

/**
 * What the clusters keep in S3 (STO-S3).
 *
 * Pods reach a bucket by a role that was granted it: `buckets.logs.grantReadWrite(lokiRole)`. Storage costs about
 * USD 0.025 per GiB and month, and traffic stays free through the gateway endpoint.
 */
export class WorkloadBuckets extends Construct {
  /** Files of the applications: the only copy, so AWS Backup takes one every day. */
  readonly applicationData: PrivateBucket;
  /** Loki's chunks and index. One Loki only: two compactors on one bucket destroy each other's index. */
  readonly logs: PrivateBucket;
  /** Tempo's blocks. */
  readonly traces: PrivateBucket;
  /** Backups of Kafka, ClickHouse and RisingWave, which the data platform makes itself. */
  readonly dataPlatformBackups: PrivateBucket;
  /**
   * What RisingWave knows: the one copy of it, in objects that it names in its metadata. Nothing but RisingWave may delete one, so nothing
   * expires.
   */
  readonly risingwaveState: PrivateBucket;

  constructor(scope: Construct, id: string, props: WorkloadBucketsProps) {
    super(scope, id);
    const { dataKey, logsKey, accessLogs } = props;
    this.applicationData = new PrivateBucket(this, 'ApplicationData', {
      name: 'application-data',
      encryption: dataKey,
      noncurrentRetention: props.deletedObjectRetention ?? '90 days',
      accessLogs,
      extraTags: BACKUP_DAILY,
    });
    this.logs = this.createObservabilityBucket('Loki', logsKey, accessLogs, props.logRetention ?? '90 days');
    this.traces = this.createObservabilityBucket('Tempo', logsKey, accessLogs, props.traceRetention ?? '30 days');
    this.dataPlatformBackups = new PrivateBucket(this, 'DataPlatformBackups', {
      name: 'data-platform-backups',
      encryption: dataKey,
      // A backup that somebody deletes can be brought back for a week.
      noncurrentRetention: '7 days',
      expireAfter: props.dataPlatformBackupRetention ?? '30 days',
      accessLogs,
    });
    this.risingwaveState = new PrivateBucket(this, 'RisingwaveState', {
      name: 'risingwave-state',
      encryption: dataKey,
      // Objects are never overwritten, and metadata of an earlier time is of no use with objects of a later one.
      versioned: false,
      accessLogs,
    });
    for (const [word, bucket] of Object.entries(props.furtherBuckets ?? {})) this.createFurther(word, bucket, props);
  }

  private createFurther(
    word: string,
    { deletedObjectRetention, expireAfter }: FurtherBucket,
    { dataKey, accessLogs, ...props }: WorkloadBucketsProps,
  ): void {
    new PrivateBucket(this, word, {
      name: kebabCase(word),
      encryption: dataKey,
      noncurrentRetention: deletedObjectRetention ?? props.deletedObjectRetention ?? '90 days',
      ...(expireAfter === undefined ? {} : { expireAfter }),
      accessLogs,
      extraTags: BACKUP_DAILY,
    });
  }

  /** Without versions: compaction rewrites everything, and every old version would be paid for. */
  private createObservabilityBucket(
    id: 'Loki' | 'Tempo',
    encryption: EncryptionKey,
    accessLogs: PrivateBucket,
    expireAfter: Days,
  ): PrivateBucket {
    return new PrivateBucket(this, id, {
      name: id.toLowerCase(),
      encryption,
      versioned: false,
      expireAfter,
      accessLogs,
    });
  }
}
