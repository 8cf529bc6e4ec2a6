import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** What an account, or a region of it, has once. */
interface Singleton {
  readonly type: string;
  /** Argument that tells several of a kind apart. @default - there is one */
  readonly by?: string;
}

const SINGLETONS: readonly Singleton[] = [
  { type: 'aws_account_alternate_contact', by: 'alternate_contact_type' },
  { type: 'aws_account_primary_contact' },
  { type: 'aws_api_gateway_account' },
  { type: 'aws_backup_global_settings' },
  { type: 'aws_backup_region_settings' },
  { type: 'aws_cloudwatch_log_account_policy', by: 'policy_type' },
  { type: 'aws_config_configuration_recorder' },
  { type: 'aws_config_configuration_recorder_status' },
  { type: 'aws_config_delivery_channel' },
  { type: 'aws_detective_graph' },
  { type: 'aws_ebs_default_kms_key' },
  { type: 'aws_ebs_encryption_by_default' },
  { type: 'aws_ebs_snapshot_block_public_access' },
  { type: 'aws_ec2_image_block_public_access' },
  { type: 'aws_ec2_instance_metadata_defaults' },
  { type: 'aws_ec2_serial_console_access' },
  { type: 'aws_ecr_account_setting', by: 'name' },
  { type: 'aws_ecr_registry_policy' },
  { type: 'aws_ecr_registry_scanning_configuration' },
  { type: 'aws_ecr_replication_configuration' },
  { type: 'aws_emr_block_public_access_configuration' },
  { type: 'aws_guardduty_detector' },
  { type: 'aws_guardduty_detector_feature', by: 'name' },
  { type: 'aws_iam_account_alias' },
  { type: 'aws_iam_account_password_policy' },
  { type: 'aws_iam_security_token_service_preferences' },
  { type: 'aws_iam_service_linked_role', by: 'aws_service_name' },
  { type: 'aws_inspector2_enabler' },
  { type: 'aws_macie2_account' },
  { type: 'aws_s3_account_public_access_block' },
  { type: 'aws_securityhub_account' },
  { type: 'aws_securityhub_standards_subscription', by: 'standards_arn' },
  { type: 'aws_spot_datafeed_subscription' },
  { type: 'aws_ssm_default_patch_baseline', by: 'operating_system' },
  { type: 'aws_ssm_service_setting', by: 'setting_id' },
  { type: 'aws_vpc_block_public_access_options' },
  { type: 'aws_xray_encryption_config' },
];

/** A setting that another service changes when it is switched on: both belong to one owner, and agree. */
interface Switch {
  /** Type whose service changes the setting, and when it does. */
  readonly type: string;
  readonly does: (block: Block) => boolean;
  /** Type of the setting. */
  readonly setting: string;
  /** Value that the service sets, by argument. @default - any */
  readonly sets?: Readonly<Record<string, string>>;
}

const SWITCHES: readonly Switch[] = [
  {
    // https://docs.aws.amazon.com/inspector/latest/user/scanning-ecr.html
    type: 'aws_inspector2_enabler',
    does: (enabler) => enabler.texts('resource_types').includes('ECR'),
    setting: 'aws_ecr_registry_scanning_configuration',
    sets: { scan_type: 'ENHANCED' },
  },
  {
    // https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateDetector.html
    type: 'aws_guardduty_detector',
    does: () => true,
    setting: 'aws_guardduty_detector_feature',
  },
  {
    // Control findings of the hub come and go with its standards.
    type: 'aws_securityhub_account',
    does: () => true,
    setting: 'aws_securityhub_standards_subscription',
  },
  {
    type: 'aws_config_configuration_recorder',
    does: () => true,
    setting: 'aws_config_configuration_recorder_status',
  },
];

export const accountSingletons: Rule = {
  id: 'SMILE_ACCOUNT_SINGLETONS',
  family: 'isolation',
  severity: 'high',
  title: 'Account-level settings have one owner',
  what: 'No two resources of a type that exists once per account and region are in one account; a setting that another service changes when it is switched on, as Amazon Inspector changes the scan type of the registry, is in the stack of that service and says what the service sets.',
  why: 'The second one fails at apply, or both fight over one switch without end.',
  remedy: 'Keep it in the account stack of the environment that owns the account.',
  source: 'https://docs.aws.amazon.com/inspector/latest/user/scanning-ecr.html',
  check: (context) => [...twice(context), ...switched(context)],
};

function whereIs({ account, region }: Resource): string {
  return `${account}/${region}`;
}

function twice({ resources }: RuleContext): readonly Violation[] {
  return SINGLETONS.flatMap(({ type, by }) => {
    const owners = new Map<string, string>();
    return resources(type).flatMap((place) => {
      const key = `${whereIs(place)}/${by === undefined ? '' : JSON.stringify(place.values[by] ?? null)}`;
      const owner = owners.get(key);
      owners.set(key, owner ?? `${place.stack}/${place.address}`);
      return owner === undefined
        ? []
        : [{ place, message: `must exist once per account, and ${owner} is there already` }];
    });
  });
}

function switched({ resources }: RuleContext): readonly Violation[] {
  return SWITCHES.flatMap(({ type, does, setting, sets = {} }) =>
    resources(type)
      .filter((service) => does(Block.of(service)))
      .flatMap((service) =>
        resources(setting)
          .filter((place) => whereIs(place) === whereIs(service))
          .flatMap((place) => {
            const owner = `${service.stack}/${service.address}`;
            const values = Object.entries(sets)
              .filter(([argument, value]) => (Block.of(place).text(argument) ?? value) !== value)
              .map(
                ([argument, value]) =>
                  `${argument} must be ${value} as ${owner} sets it, got ${Block.of(place).show(argument)}`,
              );
            const away = place.stack === service.stack ? [] : [`must be in the stack of ${owner}, which changes it`];
            return [...values, ...away].map((message) => ({ place, message }));
          }),
      ),
  );
}
