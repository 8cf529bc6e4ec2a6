/**
 * Names of arguments and attributes whose texts anybody may read: identifiers, places, sizes, versions and words that a service
 * chooses from a list.
 *
 * Nothing is here that people write freely (descriptions, tags, commands, policies) or that a program reads as its settings
 * (values, environment, user data): a secret ends up there first. Together with the schemas of the providers they make
 * `data/harmless-attributes.json`, the list that decides.
 */
const NAMES: ReadonlySet<string> = new Set(
  `
  account_id allocation_id ami api_version arn arn_suffix association_id authentication_mode availability_zone availability_zone_id
  backup_window bucket bucket_name ca_cert_identifier certificate_arn chart cidr_block cidr_ipv4 cidr_ipv6 cidr_blocks class cluster
  cluster_arn cluster_id cluster_identifier cluster_name comparison_operator cpu_credits db_name db_subnet_group_name destination_cidr_block
  detector_id device_name dns_name domain_name endpoint_type engine engine_mode engine_version engine_version_actual family from_port gateway_id
  group_id group_name hosted_zone_id http_endpoint http_tokens iam_role_arn id identifier image_id image_tag_mutability instance_class
  instance_id instance_profile instance_type instance_types ip_address_type ip_protocol ipv6_cidr_block key_arn key_usage kind kms_key_arn
  kms_key_id kms_master_key_id launch_template_id license_model load_balancer_arn load_balancer_type log_group_arn log_group_name
  maintenance_window master_user_secret_kms_key_id metric_name mode monitoring_role_arn name name_prefix namespace nat_gateway_id
  network_interface_id network_interface_ids network_type node_group_name node_role_arn node_type object_ownership operator option_group_name
  owner_id parameter_group_name performance_insights_kms_key_id permissions_boundary platform_version policy_arn preferred_backup_window
  prefix_list_id principal_arn private_dns_name_options_on_launch protocol referenced_security_group_id region registry_id release_version
  replication_group_id repository_name resource_arn resource_id resource_type role role_arn route_table_id rule_arn schedule_expression
  scheme security_group_id security_group_ids security_group_names security_group_rule_id security_groups service_account service_name
  snapshot_window snapshot_id sns_topic_arn source_security_group_id sse_algorithm state statistic status storage_class storage_type subnet_group_name subnet_id
  subnet_ids subnet_mapping subnets support_type target_group_arn target_key_id target_type tenancy tier to_port topic_arn
  treat_missing_data unit version volume_id volume_type vpc_endpoint_id vpc_endpoint_type vpc_id vpc_security_group_ids zone zone_id zone_ids
  `
    .trim()
    .split(/\s+/),
);

/** Kinds whose arguments hold what programs and people write into them: only what names the object itself is harmless there. */
const FREE_CONTENT = /^(kubernetes_|helm_)/;

/** What names an object of such a kind. */
const OWN_NAME: ReadonlySet<string> = new Set([
  'id',
  'name',
  'chart',
  'namespace',
  'version',
  'metadata.name',
  'metadata.namespace',
]);

/** Types whose very subject is a secret: nothing of them but name and place. */
const SECRET_SUBJECT = /secret|password|token|credential|private_key/;

const IDENTITY: ReadonlySet<string> = new Set(['id', 'arn', 'name', 'kms_key_id', 'region', 'secret_id']);

/**
 * Whether an attribute belongs on the list of harmless ones.
 *
 * @param path names from the resource to the attribute, joined by dots, without indices, as in `vpc_config.subnet_ids`.
 */
export function isHarmlessByName(type: string, path: string): boolean {
  if (FREE_CONTENT.test(type)) return OWN_NAME.has(path);
  if (SECRET_SUBJECT.test(type)) return IDENTITY.has(path);
  return NAMES.has(path.slice(path.lastIndexOf('.') + 1));
}
