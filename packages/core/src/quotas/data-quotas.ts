import { adjustable, fixed, type ServiceQuota, UNCONFIRMED } from './service-quota.ts';

const RDS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html';
const CACHE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html';
const MQ = 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/amazon-mq-limits.html';
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html';
const BACKUP = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-limits.html';

/** Databases, caches, brokers, buckets and backups. */
export const DATA_QUOTAS = {
  'rds/L-7B6409FD': adjustable('DB instances', 40, RDS),
  'rds/L-952B80B8': adjustable('DB clusters', 40, RDS),
  'rds/L-7ADDB58A': adjustable('Total storage for all DB instances, in GB', 100_000, RDS),
  'rds/L-DE55804A': adjustable('Parameter groups', 50, RDS),
  'rds/L-48C6BF61': adjustable('DB subnet groups', 50, RDS),
  'rds/L-9FA33840': adjustable('Option groups', 20, RDS),
  'rds/L-A59F4C87': adjustable('Event subscriptions', 20, RDS),
  'rds/L-5BC124EF': adjustable('Read replicas per primary', 15, RDS, UNCONFIRMED),

  'elasticache/L-DFE45DF3': adjustable('Nodes per Region', 300, CACHE),
  'elasticache/L-3F15A733': adjustable('Parameter groups per Region', 300, CACHE, UNCONFIRMED),
  'elasticache/L-3E7F7726': adjustable('Subnet groups per Region', 300, CACHE, UNCONFIRMED),
  'elasticache/L-AF354865': adjustable('Nodes per cluster (cluster mode enabled)', 90, CACHE, {
    most: 500,
    ...UNCONFIRMED,
  }),
  'elasticache/nodes-without-cluster-mode': fixed(
    'Nodes per shard: a primary and its replicas (cluster mode disabled)',
    6,
    CACHE,
    UNCONFIRMED,
  ),

  'mq/L-4D525FD5': adjustable('Number of brokers, per Region', 50, MQ, UNCONFIRMED),

  's3/L-DC2B2D3D': adjustable('General purpose buckets', 10_000, S3, { most: 1_000_000, ...UNCONFIRMED }),
  's3/bucket-policy-size': fixed('Bytes of a bucket policy', 20_480, S3),
  's3/lifecycle-rules': fixed(
    'Rules of a lifecycle configuration',
    1000,
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-set-lifecycle-configuration-intro.html',
    UNCONFIRMED,
  ),

  'backup/L-BD69F607': adjustable('Backup plans per Region per account', 300, BACKUP),
  'backup/L-7705D2CB': adjustable('Backup vaults per Region per account', 300, BACKUP),
  'backup/selections-per-plan': fixed('Resource assignments per backup plan', 100, BACKUP),
  'backup/restore-testing-plans': adjustable('Restore testing plans', 100, BACKUP, {
    ...UNCONFIRMED,
    read: 'aws backup list-restore-testing-plans --query "length(RestoreTestingPlans)"',
  }),
  'backup/selections-per-restore-testing-plan': fixed(
    'Restore testing selections per restore testing plan',
    30,
    BACKUP,
    UNCONFIRMED,
  ),
} as const satisfies Readonly<Record<string, ServiceQuota>>;
