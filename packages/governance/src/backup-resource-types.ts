/** A type of resource that AWS Backup can take. */
export interface BackupResourceType {
  /** Spelled as AWS Backup spells it, blanks included. */
  readonly type: string;
  /** Resource types of the provider that it stands for. */
  readonly resources: readonly string[];
}

/**
 * Types that are switched on: those that the estate has, and those that a stack may add tomorrow. A thing that carries the
 * tag and whose type is off would be left out without a word.
 *
 * One that the region lacks ends the apply: "Element present in resource type opt in preference has invalid values. Please
 * use describeRegionSettings API to know the supported resource types" (hashicorp/terraform-provider-aws#21801,
 * boto/boto3#3758). So the list holds only what was opted in by default or public configurations show in many regions since
 * 2020, and whose services Jakarta has; Redshift Serverless, SAP HANA and Storage Gateway are not in it.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeRegionSettings.html
 */
export const BACKUP_RESOURCE_TYPES: readonly BackupResourceType[] = [
  { type: 'Aurora', resources: ['aws_rds_cluster'] },
  { type: 'DynamoDB', resources: ['aws_dynamodb_table'] },
  { type: 'EBS', resources: ['aws_ebs_volume'] },
  { type: 'EC2', resources: ['aws_instance'] },
  { type: 'EFS', resources: ['aws_efs_file_system'] },
  { type: 'RDS', resources: ['aws_db_instance'] },
  { type: 'S3', resources: ['aws_s3_bucket'] },
];
