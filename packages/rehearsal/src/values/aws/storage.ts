import type { FactsTable, TypeFacts } from '../facts.ts';
import { arn } from './arn.ts';
import { hostedZonesOf } from './zones.ts';

// Every bucket setting is an object of its own, named after its bucket.
const BUCKET_SETTING: TypeFacts = { values: { id: '{bucket}' } };

const ONE_PER_BUCKET = (setting: string): TypeFacts => ({
  ...BUCKET_SETTING,
  unique: [
    {
      by: ['bucket'],
      scope: 'account',
      code: 'Conflict',
      message: `bucket {bucket} already has a ${setting} managed here: two resources would overwrite each other`,
    },
  ],
});

/** S3, ECR and EFS. */
export const STORAGE_FACTS: FactsTable = {
  aws_s3_bucket: {
    defaults: { force_destroy: false },
    values: {
      id: '{bucket}',
      arn: 'arn:{partition}:s3:::{bucket}',
      bucket: ({ text, fill }) =>
        `${text('bucket_prefix') === '' ? 'terraform-' : text('bucket_prefix')}${fill('20260101000000{digits12}')}`,
      bucket_prefix: '',
      bucket_domain_name: '{bucket}.s3.amazonaws.com',
      bucket_regional_domain_name: '{bucket}.s3.{region}.amazonaws.com',
      bucket_region: '{region}',
      hosted_zone_id: ({ region, fill }) => hostedZonesOf(region)?.bucketWebsites ?? fill('Z{ALNUM13}'),
      object_lock_enabled: false,
      request_payer: 'BucketOwner',
      acceleration_status: '',
      policy: '',
      website_domain: '',
      website_endpoint: '',
    },
    unique: [
      {
        by: ['bucket'],
        scope: 'global',
        code: 'BucketAlreadyExists',
        message: 'The requested bucket name is not available; bucket names are shared by all accounts: {bucket}',
      },
    ],
    contentLock: {
      forcedBy: 'force_destroy',
      code: 'BucketNotEmpty',
      message: 'The bucket you tried to delete is not empty: {bucket}',
    },
  },
  aws_s3_bucket_policy: ONE_PER_BUCKET('policy'),
  aws_s3_bucket_public_access_block: {
    ...ONE_PER_BUCKET('public access block'),
    defaults: {
      block_public_acls: false,
      block_public_policy: false,
      ignore_public_acls: false,
      restrict_public_buckets: false,
    },
  },
  aws_s3_bucket_versioning: {
    ...ONE_PER_BUCKET('versioning setting'),
    values: { ...BUCKET_SETTING.values, 'versioning_configuration.mfa_delete': '' },
  },
  aws_s3_bucket_server_side_encryption_configuration: ONE_PER_BUCKET('encryption setting'),
  aws_s3_bucket_lifecycle_configuration: {
    ...ONE_PER_BUCKET('lifecycle'),
    values: { ...BUCKET_SETTING.values, transition_default_minimum_object_size: 'all_storage_classes_128K' },
  },
  aws_s3_bucket_ownership_controls: ONE_PER_BUCKET('ownership setting'),
  aws_s3_bucket_logging: ONE_PER_BUCKET('logging setting'),
  aws_s3_bucket_notification: ONE_PER_BUCKET('notification setting'),
  aws_s3_bucket_object_lock_configuration: ONE_PER_BUCKET('object lock'),
  aws_s3_bucket_cors_configuration: ONE_PER_BUCKET('CORS setting'),
  aws_s3_bucket_intelligent_tiering_configuration: { values: { id: '{bucket}:{name}' } },
  aws_s3_bucket_inventory: { values: { id: '{bucket}:{name}' } },
  aws_s3_bucket_metric: { values: { id: '{bucket}:{name}' } },
  aws_s3_object: {
    values: {
      id: '{bucket}/{key}',
      arn: 'arn:{partition}:s3:::{bucket}/{key}',
      etag: '{hex32}',
      version_id: '{alnum32}',
      storage_class: 'STANDARD',
      content_type: 'application/octet-stream',
      server_side_encryption: 'AES256',
      acl: 'private',
      kms_key_id: '',
    },
    recomputed: {
      version_id: ['content', 'content_base64', 'source', 'source_hash', 'etag'],
      etag: ['content', 'content_base64', 'source_hash'],
    },
  },
  aws_s3_account_public_access_block: { values: { id: '{account}', account_id: '{account}' } },
  aws_ecr_repository: {
    defaults: { image_tag_mutability: 'MUTABLE', force_delete: false },
    values: {
      id: '{name}',
      arn: arn('ecr', 'repository/{name}'),
      registry_id: '{account}',
      repository_url: '{account}.dkr.ecr.{region}.amazonaws.com/{name}',
      'encryption_configuration.kms_key': arn('kms', 'key/{uuid}'),
    },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'RepositoryAlreadyExistsException',
        message: "The repository with name '{name}' already exists in the registry",
      },
    ],
    contentLock: {
      forcedBy: 'force_delete',
      code: 'RepositoryNotEmptyException',
      message: "The repository with name '{name}' cannot be deleted because it still contains images",
    },
  },
  aws_ecr_lifecycle_policy: { values: { id: '{repository}', registry_id: '{account}' } },
  aws_ecr_repository_policy: { values: { id: '{repository}', registry_id: '{account}' } },
  aws_ecr_registry_policy: { values: { id: '{account}', registry_id: '{account}' } },
  aws_ecr_registry_scanning_configuration: { values: { id: '{account}', registry_id: '{account}' } },
  aws_ecr_replication_configuration: { values: { id: '{account}', registry_id: '{account}' } },
  aws_ecr_pull_through_cache_rule: {
    values: { id: '{ecr_repository_prefix}', registry_id: '{account}' },
  },
  aws_ecr_repository_creation_template: {
    defaults: { image_tag_mutability: 'MUTABLE' },
    values: { id: '{prefix}', registry_id: '{account}' },
  },
  aws_efs_file_system: {
    replace: ['creation_token', 'encrypted', 'kms_key_id', 'performance_mode', 'availability_zone_name'],
    updatable: ['name'],
    values: {
      id: 'fs-0{hex16}',
      arn: arn('elasticfilesystem', 'file-system/{id}'),
      dns_name: '{id}.efs.{region}.amazonaws.com',
      creation_token: 'terraform-20260101000000{digits12}',
      owner_id: '{account}',
      performance_mode: 'generalPurpose',
    },
    heldBy: [{ type: 'aws_efs_mount_target', attribute: 'file_system_id' }],
    heldCode: 'FileSystemInUse',
  },
  aws_efs_mount_target: {
    replace: ['file_system_id', 'ip_address'],
    values: {
      id: 'fsmt-0{hex16}',
      file_system_arn: arn('elasticfilesystem', 'file-system/{file_system_id}'),
      dns_name: '{file_system_id}.efs.{region}.amazonaws.com',
      network_interface_id: 'eni-0{hex16}',
    },
  },
};
