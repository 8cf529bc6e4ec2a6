import type { Inventory, Resource } from '@smile/inventory';

/** Types that hold data or identity; Terraform must refuse to destroy them. */
const STATEFUL_TYPES = [
  'aws_db_instance',
  'aws_ecr_repository',
  'aws_eip',
  'aws_elasticache_replication_group',
  'aws_kms_key',
  'aws_mq_broker',
  'aws_s3_bucket',
  'aws_secretsmanager_secret',
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
    ...carelessStores(inventory),
    ...secretsInTerraform(inventory),
    ...rolesWithoutBoundary(inventory),
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

/** What every managed data store must be, with the construct that makes it so. */
const STORE_RULES: readonly {
  readonly type: string;
  readonly holds: (values: Resource['values']) => boolean;
  readonly otherwise: string;
}[] = [
  {
    type: 'aws_db_instance',
    holds: ({ publicly_accessible: isPublic, storage_encrypted: isEncrypted }) =>
      isPublic === false && isEncrypted === true,
    otherwise: 'is public or not encrypted; use MysqlDatabase',
  },
  {
    type: 'aws_db_instance',
    holds: (values) => tagsOf(values).backup === 'daily',
    otherwise: 'is not taken by AWS Backup; tag it BACKUP_DAILY',
  },
  {
    type: 'aws_elasticache_replication_group',
    holds: ({ at_rest_encryption_enabled: atRest, transit_encryption_enabled: inTransit }) =>
      atRest === 'true' && inTransit === true,
    otherwise: 'is not encrypted on disk and on the wire; use RedisCache',
  },
  {
    type: 'aws_mq_broker',
    holds: ({ publicly_accessible: isPublic }) => isPublic === false,
    otherwise: 'is public; use RabbitMqBroker',
  },
];

function carelessStores(inventory: Inventory): string[] {
  return STORE_RULES.flatMap(({ type, holds, otherwise }) =>
    inventory
      .ofType(type)
      .filter(({ values }) => !holds(values))
      .map((resource) => `${nameOf(resource)} ${otherwise}`),
  );
}

/** Arguments that would carry a secret into the synthesized JSON, or keep one in the state (docs/adr/0008). */
const SECRET_ARGUMENTS: readonly (readonly [type: string, argument: string])[] = [
  ['aws_db_instance', 'password'],
  ['aws_secretsmanager_secret_version', 'secret_string'],
  ['aws_secretsmanager_secret_version', 'secret_binary'],
];

/** The one way to a first credential that is in neither code nor plan. */
const MADE_AT_APPLY = '${uuid()}';

function secretsInTerraform(inventory: Inventory): string[] {
  const passed = SECRET_ARGUMENTS.flatMap(([type, argument]) =>
    inventory
      .ofType(type)
      .filter(({ values }) => values[argument] !== undefined)
      .map((resource) => `${nameOf(resource)} has a ${argument}; put the value into Secrets Manager by hand`),
  );
  const tokens = inventory
    .ofType('aws_elasticache_replication_group')
    .filter(({ values }) => values.auth_token !== undefined && values.auth_token !== MADE_AT_APPLY);
  const users = inventory.ofType('aws_mq_broker').filter(({ values }) =>
    JSON.stringify(values.user ?? [])
      .replaceAll(`"password":"${MADE_AT_APPLY}"`, '')
      .includes('password'),
  );
  return [
    ...passed,
    ...[...tokens, ...users].map((resource) => `${nameOf(resource)} is given a credential; use initialCredential()`),
  ];
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

function nameOf({ stack, address, constructPath }: Resource): string {
  return constructPath ?? `${stack}/${address}`;
}

function tagsOf({ tags }: Resource['values']): Readonly<Record<string, unknown>> {
  return typeof tags === 'object' && tags !== null ? (tags as Record<string, unknown>) : {};
}
