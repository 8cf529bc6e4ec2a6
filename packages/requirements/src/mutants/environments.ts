import { DEV, factMutantsOf, type Mutant, mutantsOf, PRODUCTION, SHARED, STAGING, without } from './mutant.ts';

/** Weakenings of what sets environments apart. */
export const ENVIRONMENT_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('ENV-DEV', DEV, {
    'the network': (estate) => estate.remove('aws_vpc'),
    'the broker': (estate) => estate.remove('aws_mq_broker'),
    'the databases': (estate) => estate.remove('aws_db_instance'),
  }),
  ...mutantsOf('ENV-STG', STAGING, {
    'a name that says staging instead of uat': (estate) =>
      estate.set('aws_db_instance', /MysqlMain/, 'identifier', 'smile-staging-mysql-main'),
    'the WMS database, which production has': (estate) => estate.remove('aws_db_instance', /MysqlWms/),
    'the alarms of Redis': (estate) => estate.remove('aws_cloudwatch_metric_alarm', /^Redis_/),
    'a bucket more than production has': (estate) =>
      estate.add('storage', 'aws_s3_bucket', 'Extra', { bucket: 'smile-uat-extra-222222222222' }),
    'the whole access stack': (estate) => estate.removeStack('-access'),
  }),
  ...mutantsOf('ENV-PRD', PRODUCTION, {
    'an account that staging uses too': (estate) =>
      estate.editStacks('-network', (stack) => {
        const { aws } = stack.provider as { aws: { allowed_account_ids: string[] }[] };
        for (const provider of aws) provider.allowed_account_ids = ['222222222222'];
      }),
    "a policy that lets dev's account in": (estate) =>
      estate.edit('aws_ecr_repository', /wms-bff/, (body) => {
        body.tags = { reader: 'arn:aws:iam::333333333333:root' };
      }),
    'states in the bucket of staging': (estate) =>
      estate.editStacks('-production-databases', (stack) => {
        const { backend } = stack.terraform as { backend: { s3: Record<string, string> } };
        backend.s3.bucket = 'smile-uat-terraform-state-222222222222';
      }),
    'a main MySQL in one zone': (estate) => estate.set('aws_db_instance', /MysqlMain/, 'multi_az', false),
    'Redis without a replica': (estate) =>
      estate.set('aws_elasticache_replication_group', undefined, 'num_cache_clusters', 1),
    'Redis without failover': (estate) =>
      estate.set('aws_elasticache_replication_group', undefined, 'automatic_failover_enabled', false),
    'a single broker': (estate) => estate.set('aws_mq_broker', undefined, 'deployment_mode', 'SINGLE_INSTANCE'),
    'a public MySQL': (estate) => estate.set('aws_db_instance', /MysqlWms/, 'publicly_accessible', true),
    'a MySQL that is not encrypted': (estate) => estate.set('aws_db_instance', /MysqlWms/, 'storage_encrypted', false),
    'a MySQL that anybody may delete': (estate) =>
      estate.set('aws_db_instance', /MysqlMain/, 'deletion_protection', false),
    'Redis in clear text': (estate) =>
      estate.set('aws_elasticache_replication_group', undefined, 'transit_encryption_enabled', false),
    'a public broker': (estate) => estate.set('aws_mq_broker', undefined, 'publicly_accessible', true),
    'a host that answers metadata questions without a token': (estate) =>
      estate.set('aws_instance', /Bastion/, 'metadata_options.http_tokens', 'optional'),
    'a role without a boundary': (estate) => estate.unset('aws_iam_role', /Backups_Role/, 'permissions_boundary'),
    'storage that cannot grow': (estate) => estate.set('aws_db_instance', /MysqlMain/, 'max_allocated_storage', 500),
  }),
  ...mutantsOf('ENV-SHR', SHARED, {
    'the Git server': (estate) => estate.remove('aws_instance', /Server_Host/),
  }),
  ...mutantsOf('ENV-SHR', PRODUCTION, {
    'a second Git server, in production': (estate) =>
      estate.add('access', 'aws_instance', 'Git', { instance_type: 't3.xlarge', tags: { Name: 'smile-prd-git' } }),
  }),
  ...mutantsOf('CTY-1', PRODUCTION, {
    'default tags of another stage': (estate) =>
      estate.editStacks('-network', (stack) => {
        const { aws } = stack.provider as { aws: { default_tags: { tags: Record<string, string> }[] }[] };
        for (const { default_tags } of aws) for (const { tags } of default_tags) tags.environment = 'staging';
      }),
    'a bucket that does not say whose it is': (estate) =>
      estate.set('aws_s3_bucket', /Loki/, 'bucket', 'loki-111111111111'),
  }),
  ...factMutantsOf('CTY-1', PRODUCTION, {
    'a construct that asks for the stage': (facts) => ({
      ...facts,
      stageConditions: ['packages/network/src/vpc.ts:1'],
    }),
    'values in a file of their own': (facts) => without(facts, PRODUCTION, 'src/environment.ts'),
  }),
  ...factMutantsOf('ENV-SHR', SHARED, {
    'an app of its own': (facts) => without(facts, SHARED, 'src/main.ts'),
  }),
  ...mutantsOf('REG-1', PRODUCTION, {
    'a stack in Singapore': (estate) =>
      estate.editStacks('-storage', (stack) => {
        for (const provider of (stack.provider as { aws: { region: string }[] }).aws)
          provider.region = 'ap-southeast-1';
      }),
    'one resource in Singapore': (estate) => estate.set('aws_s3_bucket', /Loki/, 'region', 'ap-southeast-1'),
  }),
];
