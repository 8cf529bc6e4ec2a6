import type { Rule } from '../../rule.ts';

const SINGLETONS = [
  'aws_api_gateway_account',
  'aws_backup_region_settings',
  'aws_config_configuration_recorder',
  'aws_config_delivery_channel',
  'aws_ebs_default_kms_key',
  'aws_ebs_encryption_by_default',
  'aws_ebs_snapshot_block_public_access',
  'aws_ec2_image_block_public_access',
  'aws_ec2_instance_metadata_defaults',
  'aws_ec2_serial_console_access',
  'aws_ecr_registry_policy',
  'aws_ecr_registry_scanning_configuration',
  'aws_ecr_replication_configuration',
  'aws_guardduty_detector',
  'aws_iam_account_alias',
  'aws_iam_account_password_policy',
  'aws_inspector2_enabler',
  'aws_s3_account_public_access_block',
  'aws_securityhub_account',
  'aws_vpc_block_public_access_options',
];

export const accountSingletons: Rule = {
  id: 'SMILE_ACCOUNT_SINGLETONS',
  family: 'isolation',
  severity: 'high',
  title: 'What an account has once is made once',
  what: 'No two resources of a type that exists once per account and region are in one account.',
  why: 'The second one fails at apply, or both fight over one switch for ever.',
  remedy: 'Keep it in the account stack of the environment that owns the account.',
  source: 'docs of @smile/governance',
  check: (context) =>
    SINGLETONS.flatMap((type) => {
      const owners = new Map<string, string>();
      return context.resources(type).flatMap((place) => {
        const where = `${place.account}/${place.region}`;
        const owner = owners.get(where);
        owners.set(where, owner ?? `${place.stack}/${place.address}`);
        return owner === undefined
          ? []
          : [{ place, message: `must exist once per account, and ${owner} is there already` }];
      });
    }),
};
