/**
 * Types that AWS Backup knows in Jakarta, spelled as it spells them. All are switched on: a thing that carries the tag
 * and whose type is off would be left out without a word.
 *
 * The list must be complete, or every plan shows a difference (P71), and may hold nothing that the region lacks, or
 * apply fails. Compare it before the first apply, and when a plan shows a difference:
 * `aws backup describe-region-settings --region ap-southeast-3`.
 * Source: provider documentation of 6.25, without `DSQL` and `VirtualMachine`, whose services Jakarta lacks.
 */
export const BACKUP_RESOURCE_TYPES = [
  'Aurora',
  'CloudFormation',
  'DocumentDB',
  'DynamoDB',
  'EBS',
  'EC2',
  'EFS',
  'FSx',
  'Neptune',
  'RDS',
  'Redshift',
  'Redshift Serverless',
  'S3',
  'SAP HANA on Amazon EC2',
  'Storage Gateway',
] as const;
