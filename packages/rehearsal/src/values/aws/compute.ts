import type { FactsTable } from '../facts.ts';
import { arn } from './arn.ts';
import { zoneName } from './zones.ts';

/** Arguments whose change makes a new version of a launch template: all but its name and its own tags. */
const TEMPLATE_ARGUMENTS = [
  'image_id',
  'instance_type',
  'user_data',
  'block_device_mappings',
  'metadata_options',
  'vpc_security_group_ids',
  'tag_specifications',
  'network_interfaces',
  'monitoring',
  'ebs_optimized',
  'description',
  'credit_specification',
  'iam_instance_profile',
  'key_name',
  'placement',
  'private_dns_name_options',
];

/** Instances, launch templates, volumes, scaling groups, and the account's EC2 defaults. */
export const COMPUTE_FACTS: FactsTable = {
  aws_instance: {
    // setUserData in https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/ec2_instance.go
    replaceWhile: { user_data_replace_on_change: 'user_data' },
    defaults: {
      source_dest_check: true,
      get_password_data: false,
      hibernation: false,
      monitoring: false,
      ebs_optimized: false,
    },
    values: {
      id: 'i-0{hex16}',
      arn: arn('ec2', 'instance/{id}'),
      ami: 'ami-0{hex16}',
      availability_zone: zoneName,
      instance_state: 'running',
      private_ip: ({ fill }) => `10.0.${Number(fill('{digits2}'))}.${4 + Number(fill('{digits2}'))}`,
      private_dns: ({ text, fill }) =>
        `ip-${text('private_ip').replaceAll('.', '-')}.${fill('{region}')}.compute.internal`,
      primary_network_interface_id: 'eni-0{hex16}',
      public_ip: '',
      public_dns: '',
      associate_public_ip_address: false,
      tenancy: 'default',
      instance_initiated_shutdown_behavior: 'stop',
      key_name: '',
      outpost_arn: '',
      password_data: '',
      placement_group: '',
      spot_instance_request_id: '',
      'root_block_device.volume_id': 'vol-0{hex16}',
      'root_block_device.device_name': '/dev/xvda',
      'root_block_device.iops': 3000,
      'root_block_device.throughput': 125,
      'root_block_device.volume_size': 8,
      'root_block_device.volume_type': 'gp3',
      'root_block_device.encrypted': false,
      'ebs_block_device.volume_id': 'vol-0{hex16}',
    },
    deletionLocks: [
      {
        attribute: 'disable_api_termination',
        // With it the provider lifts the protection by itself before it terminates.
        isLocked: (value, object) => value === true && object.force_destroy !== true,
        code: 'OperationNotPermitted',
        message: "The instance '{id}' may not be terminated; modify its disableApiTermination attribute and try again",
      },
    ],
  },
  aws_launch_template: {
    values: {
      id: 'lt-0{hex16}',
      arn: arn('ec2', 'launch-template/{id}'),
      default_version: 1,
      latest_version: nextVersion('latest_version'),
    },
    // A changed argument makes a new version; the tags of the template itself do not.
    recomputed: { latest_version: TEMPLATE_ARGUMENTS, default_version: ['update_default_version'] },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'InvalidLaunchTemplateName.AlreadyExistsException',
        message: "Launch template name already in use: '{name}'",
      },
    ],
  },
  aws_autoscaling_group: {
    defaults: { health_check_grace_period: 300, force_delete: false, wait_for_capacity_timeout: '10m' },
    values: {
      id: '{name}',
      arn: arn('autoscaling', 'autoScalingGroup:{uuid}:autoScalingGroupName/{name}'),
      service_linked_role_arn:
        'arn:{partition}:iam::{account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
      default_cooldown: 300,
      health_check_type: 'EC2',
    },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'AlreadyExists',
        message: 'AutoScalingGroup by this name already exists: {name}',
      },
    ],
  },
  aws_autoscaling_group_tag: {
    values: { id: '{autoscaling_group_name},{hex8}' },
    unique: [
      {
        by: ['autoscaling_group_name', 'tag.key'],
        scope: 'region',
        code: 'AlreadyExists',
        message: 'tag {tag.key} of Auto Scaling group {autoscaling_group_name} has two owners in this configuration',
      },
    ],
  },
  aws_autoscaling_policy: { replace: ['autoscaling_group_name'], values: { id: '{name}' } },
  aws_autoscaling_schedule: {
    replace: ['autoscaling_group_name', 'scheduled_action_name'],
    values: { id: '{scheduled_action_name}' },
  },
  aws_ebs_volume: {
    values: {
      id: 'vol-0{hex16}',
      arn: arn('ec2', 'volume/{id}'),
      create_time: '2026-01-01T00:00:00Z',
      encrypted: false,
      iops: 3000,
      throughput: 125,
      type: 'gp2',
      size: 8,
      snapshot_id: '',
      kms_key_id: arn('kms', 'key/{uuid}'),
    },
    heldBy: [{ type: 'aws_volume_attachment', attribute: 'volume_id' }],
    heldCode: 'VolumeInUse',
  },
  aws_volume_attachment: { values: { id: 'vai-{digits10}' } },
  aws_key_pair: {
    values: {
      id: '{key_name}',
      arn: arn('ec2', 'key-pair/{key_name}'),
      key_pair_id: 'key-0{hex16}',
      fingerprint: '{hex32}',
      key_type: 'rsa',
      key_name_prefix: '',
    },
    unique: [
      {
        by: ['key_name'],
        scope: 'region',
        code: 'InvalidKeyPair.Duplicate',
        message: "The keypair '{key_name}' already exists",
      },
    ],
  },
  aws_placement_group: {
    replace: ['strategy', 'partition_count', 'spread_level'],
    values: { id: '{name}', placement_group_id: 'pg-0{hex16}', arn: arn('ec2', 'placement-group/{name}') },
  },
  aws_ebs_encryption_by_default: { defaults: { enabled: true }, values: { id: 'terraform-{digits10}' } },
  aws_ebs_default_kms_key: { values: { id: '{key_arn}' } },
  aws_ebs_snapshot_block_public_access: { values: { id: '{region}' } },
  aws_ec2_instance_metadata_defaults: { values: { id: '{region}' } },
  aws_ec2_image_block_public_access: { values: { id: '{region}' } },
  aws_ec2_serial_console_access: { defaults: { enabled: true }, values: { id: 'terraform-{digits10}' } },
};

function nextVersion(attribute: string) {
  return ({ prior }: { readonly prior: unknown }): number => {
    const before =
      typeof prior === 'object' && prior !== null && attribute in prior ? Reflect.get(prior, attribute) : 0;
    return Number(before ?? 0) + 1;
  };
}
