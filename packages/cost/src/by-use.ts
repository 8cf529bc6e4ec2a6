import type { UsageName } from '@smile/core';

/** Something that is billed by use: what an environment assumes, at a price. */
export interface UseRow {
  readonly name: UsageName;
  /** Types of which one has to be there; without it nothing is billed. */
  readonly needs: readonly string[];
  readonly service: string;
  readonly what: string;
  readonly price: string;
  /** How many units of the price one unit of use is. */
  readonly units: number;
}

/** Requests of KMS and Secrets Manager, and reads of S3, are priced by ten thousand, writes of S3 by a thousand. */
const TEN_THOUSANDS = 100;
const THOUSANDS = 1000;
const HUNDRED_THOUSANDS = 10;

const NETWORK = ['aws_nat_gateway', 'aws_internet_gateway'];
const GUARDDUTY = ['aws_guardduty_detector'];

/** What is billed by use, for a whole environment. Capacity units and disks of brokers are with their resources. */
export const BY_USE: readonly UseRow[] = [
  {
    name: 'internetOutGb',
    needs: NETWORK,
    service: 'Data transfer',
    what: 'data out to the internet',
    price: 'transfer/internet-out',
    units: 1,
  },
  {
    // Each direction is billed. https://aws.amazon.com/ec2/pricing/on-demand
    name: 'betweenZonesGb',
    needs: ['aws_vpc'],
    service: 'Data transfer',
    what: 'data between zones',
    price: 'transfer/between-zones',
    units: 2,
  },
  {
    name: 'natGatewayGb',
    needs: ['aws_nat_gateway'],
    service: 'VPC',
    what: 'data through NAT gateways',
    price: 'vpc/nat-gateway-data',
    units: 1,
  },
  {
    name: 'interfaceEndpointGb',
    needs: ['aws_vpc_endpoint'],
    service: 'VPC',
    what: 'data through interface endpoints',
    price: 'vpc/interface-endpoint-data',
    units: 1,
  },
  {
    name: 'logsIngestedGb',
    needs: ['aws_cloudwatch_log_group'],
    service: 'CloudWatch',
    what: 'logs taken in',
    price: 'cloudwatch/logs-ingested',
    units: 1,
  },
  {
    name: 'logsStoredGb',
    needs: ['aws_cloudwatch_log_group'],
    service: 'CloudWatch',
    what: 'logs kept',
    price: 'cloudwatch/logs-stored',
    units: 1,
  },
  {
    name: 'bucketStorageGb',
    needs: ['aws_s3_bucket'],
    service: 'S3',
    what: 'objects in buckets',
    price: 's3/storage',
    units: 1,
  },
  {
    name: 'bucketWritesMillions',
    needs: ['aws_s3_bucket'],
    service: 'S3',
    what: 'writes',
    price: 's3/writes',
    units: THOUSANDS,
  },
  {
    name: 'bucketReadsMillions',
    needs: ['aws_s3_bucket'],
    service: 'S3',
    what: 'reads',
    price: 's3/reads',
    units: TEN_THOUSANDS,
  },
  {
    name: 'imageStorageGb',
    needs: ['aws_ecr_repository'],
    service: 'ECR',
    what: 'images',
    price: 'ecr/storage',
    units: 1,
  },
  {
    name: 'webAclRequestsMillions',
    needs: ['aws_wafv2_web_acl'],
    service: 'WAF',
    what: 'requests',
    price: 'waf/requests',
    units: 1,
  },
  {
    name: 'dnsQueriesMillions',
    needs: ['aws_route53_zone'],
    service: 'Route 53',
    what: 'queries',
    price: 'route53/queries',
    units: 1,
  },
  {
    name: 'keyRequestsMillions',
    needs: ['aws_kms_key'],
    service: 'KMS',
    what: 'requests',
    price: 'kms/requests',
    units: TEN_THOUSANDS,
  },
  {
    name: 'secretRequestsMillions',
    needs: ['aws_secretsmanager_secret'],
    service: 'Secrets Manager',
    what: 'requests',
    price: 'secrets-manager/requests',
    units: TEN_THOUSANDS,
  },
  {
    name: 'configItems',
    needs: ['aws_config_configuration_recorder'],
    service: 'Config',
    what: 'configuration items',
    price: 'config/items',
    units: 1,
  },
  {
    name: 'configEvaluations',
    needs: ['aws_config_config_rule'],
    service: 'Config',
    what: 'evaluations of rules',
    price: 'config/evaluations',
    units: 1,
  },
  {
    name: 'securityChecks',
    needs: ['aws_securityhub_account'],
    service: 'Security Hub',
    what: 'checks',
    price: 'security-hub/checks',
    units: 1,
  },
  {
    name: 'managementEventsMillions',
    needs: GUARDDUTY,
    service: 'GuardDuty',
    what: 'management events',
    price: 'guardduty/management-events',
    units: 1,
  },
  {
    name: 'flowAndDnsLogsGb',
    needs: GUARDDUTY,
    service: 'GuardDuty',
    what: 'flow and DNS logs',
    price: 'guardduty/flow-and-dns-logs',
    units: 1,
  },
  {
    name: 'bucketEventsMillions',
    needs: GUARDDUTY,
    service: 'GuardDuty',
    what: 'S3 data events',
    price: 'guardduty/s3-events',
    units: 1,
  },
  {
    name: 'insightEventsMillions',
    needs: ['aws_cloudtrail'],
    service: 'CloudTrail',
    what: 'Insights, two types',
    price: 'cloudtrail/insights',
    units: 2 * HUNDRED_THOUSANDS,
  },
  {
    name: 'trailDataEventsMillions',
    needs: ['aws_cloudtrail'],
    service: 'CloudTrail',
    what: 'data events',
    price: 'cloudtrail/data-events',
    units: HUNDRED_THOUSANDS,
  },
  {
    name: 'newImages',
    needs: ['aws_inspector2_enabler'],
    service: 'Inspector',
    what: 'first scans of images',
    price: 'inspector/first-image-scan',
    units: 1,
  },
  {
    name: 'imageRescans',
    needs: ['aws_inspector2_enabler'],
    service: 'Inspector',
    what: 'later scans of images',
    price: 'inspector/image-scan-again',
    units: 1,
  },
  {
    name: 'backupStorageGb',
    needs: ['aws_backup_vault'],
    service: 'Backup',
    what: 'snapshots of databases',
    price: 'backup/rds',
    units: 1,
  },
  {
    name: 'databaseBackupsGb',
    needs: ['aws_db_instance'],
    service: 'RDS',
    what: 'backups beyond the free part',
    price: 'rds/backup-storage',
    units: 1,
  },
];
