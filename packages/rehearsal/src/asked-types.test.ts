import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { askedTypes } from './replacement/replacement-data.ts';

const ROOT = path.join(__dirname, '../../..');

/** Folders below a folder; links, such as those of node_modules, are none. */
const foldersIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(folder, name));

/** AWS types of every environment, from the lists of addresses that are kept beside the code. */
const TYPES = [
  ...new Set(
    foldersIn(path.join(ROOT, 'apps'))
      .flatMap(foldersIn)
      .map((app) => path.join(app, 'src', 'addresses.txt'))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, 'utf8'))
      .flatMap((text) => [...text.matchAll(/\/(aws_\w+)\./g)].flatMap(([, type]) => type ?? [])),
  ),
].sort();

/**
 * Types that the file of argument facts leaves out, because the plugin refuses nothing in them beyond what their schema says:
 * `learn.ts` writes down only those of which it learnt something. Asked one by one of 5.100.0.
 */
const NOTHING_REFUSED = [
  'aws_acm_certificate_validation',
  'aws_autoscaling_group_tag',
  'aws_backup_region_settings',
  'aws_config_configuration_recorder_status',
  'aws_default_route_table',
  'aws_default_security_group',
  'aws_ebs_default_kms_key',
  'aws_ebs_encryption_by_default',
  'aws_ec2_serial_console_access',
  'aws_ecr_lifecycle_policy',
  'aws_ecr_repository_policy',
  'aws_eks_pod_identity_association',
  'aws_elasticache_parameter_group',
  'aws_elasticache_subnet_group',
  'aws_guardduty_detector',
  'aws_iam_account_password_policy',
  'aws_iam_role_policy_attachment',
  'aws_iam_service_linked_role',
  'aws_internet_gateway',
  'aws_lb_target_group_attachment',
  'aws_network_acl',
  'aws_route53_resolver_query_log_config',
  'aws_route53_resolver_query_log_config_association',
  'aws_route_table',
  'aws_s3_account_public_access_block',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_securityhub_standards_subscription',
  'aws_sns_topic_policy',
  'aws_ssm_patch_group',
  'aws_volume_attachment',
  'aws_wafv2_web_acl_association',
];

it('reads the types of the estate', () => {
  expect(TYPES).toEqual(expect.arrayContaining(['aws_eks_cluster', 'aws_vpc', 'aws_sns_topic']));
  expect(TYPES.length).toBeGreaterThan(100);
});

it('asked the real plugin what replaces each AWS type of the estate', () => {
  const asked = new Set(askedTypes());
  expect(TYPES.filter((type) => !asked.has(type))).toEqual([]);
});

it('asked the real plugin what it refuses in each AWS type of the estate', () => {
  const file = path.join(ROOT, 'packages/rehearsal/data/aws-5.100.0-argument-facts.json');
  const learnt = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object);
  expect(TYPES.filter((type) => !learnt.includes(type))).toEqual(NOTHING_REFUSED);
});
