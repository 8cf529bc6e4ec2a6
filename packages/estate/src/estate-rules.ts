import type { Inventory, Resource } from '@smile/inventory';

/** Types that hold data or identity; Terraform must refuse to destroy them. */
const STATEFUL_TYPES = ['aws_ebs_volume', 'aws_eip', 'aws_kms_key', 'aws_s3_bucket'];

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
    ...exposedHosts(inventory),
    ...unencryptedVolumes(inventory),
    ...callsToACloudAtPlan(inventory),
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

/** Hosts are reached through Session Manager, and tell who they are only to themselves. */
function exposedHosts(inventory: Inventory): string[] {
  return inventory.ofType('aws_instance').flatMap((host) => {
    const {
      associate_public_ip_address: hasPublicAddress,
      key_name: keyName,
      metadata_options: metadata,
    } = host.values;
    const tokens = partOf(metadata, 'http_tokens');
    return [
      ...(hasPublicAddress === false ? [] : [`${nameOf(host)} may get a public address; turn it off`]),
      ...(keyName === undefined ? [] : [`${nameOf(host)} has an SSH key pair; use Session Manager`]),
      ...(tokens === 'required' ? [] : [`${nameOf(host)} answers metadata questions without a token; require one`]),
    ];
  });
}

function unencryptedVolumes(inventory: Inventory): string[] {
  const volumes = inventory.ofType('aws_ebs_volume').filter(({ values }) => values.encrypted !== true);
  const templates = inventory.ofType('aws_launch_template').filter(({ values }) => {
    const disks = Array.isArray(values.block_device_mappings) ? values.block_device_mappings : [];
    return disks.some((disk) => partOf(partOf(disk, 'ebs'), 'encrypted') !== 'true');
  });
  return [...volumes, ...templates].map(
    (resource) => `${nameOf(resource)} makes a volume without encryption; encrypt it`,
  );
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

function nameOf({ stack, address, constructPath }: Resource): string {
  return constructPath ?? `${stack}/${address}`;
}

/** An argument of a nested block; undefined when there is no such block. */
function partOf(block: unknown, argument: string): unknown {
  return typeof block === 'object' && block !== null ? Reflect.get(block, argument) : undefined;
}

function tagsOf(values: Resource['values']): object {
  return typeof values.tags === 'object' && values.tags !== null ? values.tags : {};
}
