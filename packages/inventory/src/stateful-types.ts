/**
 * Types that hold data or identity: Terraform must refuse to destroy them.
 *
 * The one list of them. Estate rules ask each to carry `prevent_destroy`; the address lists refuse to lose one.
 */
export const STATEFUL_TYPES: readonly string[] = [
  'aws_backup_vault',
  'aws_backup_vault_lock_configuration',
  'aws_cloudtrail',
  'aws_db_instance',
  'aws_ebs_volume',
  'aws_ecr_repository',
  'aws_eip',
  'aws_eks_cluster',
  'aws_elasticache_replication_group',
  'aws_guardduty_detector',
  'aws_kms_key',
  'aws_mq_broker',
  'aws_s3_bucket',
  'aws_secretsmanager_secret',
  'aws_securityhub_account',
];

/** Types some of which hold data. An address does not tell which: a node group's disks may hold a database, or nothing. */
const SOMETIMES_STATEFUL = ['aws_eks_node_group'];

/**
 * Whether losing an address may lose data.
 *
 * @param address as in `aws_db_instance.MysqlMain`, without the stack in front.
 */
export function mayHoldData(address: string): boolean {
  const [type = ''] = address.split('.');
  return STATEFUL_TYPES.includes(type) || SOMETIMES_STATEFUL.includes(type);
}
