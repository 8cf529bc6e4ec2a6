import type { Inventory, Resource } from '@smile/inventory';

/** Types that hold data or identity; Terraform must refuse to destroy them. */
const STATEFUL_TYPES = [
  'aws_backup_vault',
  'aws_backup_vault_lock_configuration',
  'aws_cloudtrail',
  'aws_eip',
  'aws_guardduty_detector',
  'aws_kms_key',
  'aws_s3_bucket',
  'aws_securityhub_account',
];

/** What AWS has once per account and region: a second one fails at apply, or two fight over one switch for ever. */
const SINGLETON_TYPES = [
  'aws_backup_region_settings',
  'aws_config_configuration_recorder',
  'aws_config_delivery_channel',
  'aws_ebs_default_kms_key',
  'aws_ebs_encryption_by_default',
  'aws_ebs_snapshot_block_public_access',
  'aws_ec2_image_block_public_access',
  'aws_ec2_instance_metadata_defaults',
  'aws_ec2_serial_console_access',
  'aws_guardduty_detector',
  'aws_iam_account_password_policy',
  'aws_inspector2_enabler',
  'aws_s3_account_public_access_block',
  'aws_securityhub_account',
];

/** Sub-resources without which a bucket is not private. */
const BUCKET_PARTS = [
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
];

const ANYWHERE = ['0.0.0.0/0', '::/0'];

/**
 * What an environment does that no environment may: one sentence each, empty when all is well.
 *
 * The rules hold for every environment, so each app's test asks them of its own real values.
 */
export function brokenEstateRules(inventory: Inventory): string[] {
  return [
    ...inventory.problems.map(({ stack, address, message }) => `${stack}/${address}: ${message}`),
    ...unprotected(inventory),
    ...openToTheWorld(inventory),
    ...halfPrivateBuckets(inventory),
    ...unrotatedKeys(inventory),
    ...rolesWithoutBoundary(inventory),
    ...callsToACloudAtPlan(inventory),
    ...twiceInAnAccount(inventory),
    ...logsForEver(inventory),
    ...irrevocableLocks(inventory),
  ];
}

function unprotected(inventory: Inventory): string[] {
  return inventory
    .resources({ type: STATEFUL_TYPES })
    .filter(({ lifecycle, values }) => !lifecycle.preventDestroy && !('deletion-allowed-because' in tagsOf(values)))
    .map((resource) => `${nameOf(resource)} can be destroyed; set prevent_destroy, or give a reason`);
}

function openToTheWorld(inventory: Inventory): string[] {
  const rules = inventory
    .ofType('aws_vpc_security_group_ingress_rule')
    .filter(({ values }) => [values.cidr_ipv4, values.cidr_ipv6].some((cidr) => ANYWHERE.includes(String(cidr))));
  const subnets = inventory.ofType('aws_subnet').filter(({ values }) => values.map_public_ip_on_launch !== false);
  return [
    ...rules.map((resource) => `${nameOf(resource)} lets the whole internet in; name a group or a prefix list`),
    ...subnets.map((resource) => `${nameOf(resource)} gives out public addresses; turn map_public_ip_on_launch off`),
  ];
}

function halfPrivateBuckets(inventory: Inventory): string[] {
  return inventory.ofType('aws_s3_bucket').flatMap((bucket) => {
    const parts = inventory.referencedBy(bucket).map(({ type }) => type);
    return BUCKET_PARTS.filter((part) => !parts.includes(part)).map(
      (part) => `${nameOf(bucket)} has no ${part}; use PrivateBucket`,
    );
  });
}

function unrotatedKeys(inventory: Inventory): string[] {
  return inventory
    .ofType('aws_kms_key')
    .filter(({ values }) => values.enable_key_rotation !== true)
    .map((resource) => `${nameOf(resource)} is never rotated; use EncryptionKey`);
}

function rolesWithoutBoundary(inventory: Inventory): string[] {
  return inventory
    .ofType('aws_iam_role')
    .filter(({ values }) => typeof values.permissions_boundary !== 'string')
    .map((resource) => `${nameOf(resource)} has no permissions boundary; put it in an EstateStack`);
}

/** Data sources that are computed by Terraform or the provider itself; every other asks an API at plan. */
const OFFLINE_DATA_SOURCES = [
  'aws_ecr_lifecycle_policy_document',
  'aws_iam_policy_document',
  'aws_partition',
  'aws_region',
  'aws_service_principal',
  'terraform_remote_state',
];

function callsToACloudAtPlan(inventory: Inventory): string[] {
  return inventory
    .resources({ mode: 'data' })
    .filter(({ type }) => !OFFLINE_DATA_SOURCES.includes(type))
    .map((resource) => `${nameOf(resource)} calls a cloud at plan; write the value into the environment`);
}

function twiceInAnAccount(inventory: Inventory): string[] {
  return SINGLETON_TYPES.flatMap((type) => {
    const owners = new Map<string, string>();
    return inventory.ofType(type).flatMap((resource) => {
      const place = `${resource.account}/${resource.region}`;
      const owner = owners.get(place);
      owners.set(place, owner ?? nameOf(resource));
      return owner === undefined
        ? []
        : [`${nameOf(resource)} exists once per account, and ${owner} has it; keep it in the account stack`];
    });
  });
}

function logsForEver(inventory: Inventory): string[] {
  return inventory
    .ofType('aws_cloudwatch_log_group')
    .filter(({ values }) => !(Number(values.retention_in_days) > 0))
    .map((resource) => `${nameOf(resource)} keeps its logs for ever; set retention_in_days`);
}

function irrevocableLocks(inventory: Inventory): string[] {
  return inventory
    .ofType('aws_backup_vault_lock_configuration')
    .filter(({ values }) => values.changeable_for_days !== undefined)
    .map((resource) => `${nameOf(resource)} can never be undone; leave changeable_for_days out`);
}

function nameOf({ stack, address, constructPath }: Resource): string {
  return constructPath ?? `${stack}/${address}`;
}

function tagsOf(values: Resource['values']): object {
  return typeof values.tags === 'object' && values.tags !== null ? values.tags : {};
}
