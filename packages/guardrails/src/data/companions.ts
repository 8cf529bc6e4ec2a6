/** How many resources of a type name each resource of another. */
export interface Companions {
  /** The type that is named. */
  readonly of: string;
  /** Type and argument of those that name it. */
  readonly by: string;
  /** How many do. */
  readonly many: 'one' | 'some' | number;
  readonly why: string;
  /** Which of the type are meant. @default - all of them */
  readonly for?: 'application' | 'network';
}

const rows = (of: string, many: Companions['many'], why: string, ...by: readonly string[]): readonly Companions[] =>
  by.map((one) => ({ of, by: one, many, why }));

const meant =
  (which: Companions['for']) =>
  (...lists: readonly (readonly Companions[])[]): readonly Companions[] =>
    lists.flat().map((row) => ({ ...row, for: which }));

/** Of load balancers that read requests, and what belongs to them. */
const ofApplication = meant('application');
/** Of those that pass connections on. */
const ofNetwork = meant('network');

/**
 * Resources that do nothing, or harm, without others that name them, from the guides of the services: a certificate that nobody
 * validates, a log configuration without a VPC, an ACL without a log. A reference that leads to the wrong one leaves the right one
 * without, so that swaps show here whatever they are called.
 */
export const COMPANIONS: readonly Companions[] = [
  ...rows(
    'aws_acm_certificate',
    'one',
    'it is never issued, or nobody waits',
    'aws_acm_certificate_validation.certificate_arn',
  ),
  ...rows(
    'aws_acm_certificate_validation',
    'one',
    'it ends unnoticed',
    'aws_cloudwatch_metric_alarm.dimensions.CertificateArn',
  ),
  ...rows(
    'aws_acm_certificate_validation',
    'one',
    'a certificate that nobody shows was left behind, or one is shown by two',
    'aws_lb_listener.certificate_arn',
  ),
  ...rows(
    'aws_backup_vault',
    'one',
    'backups go, or nobody hears',
    'aws_backup_plan.rule.target_vault_name',
    'aws_backup_vault_lock_configuration.backup_vault_name',
    'aws_backup_vault_notifications.backup_vault_name',
    'aws_backup_restore_testing_plan.recovery_point_selection.include_vaults',
  ),
  ...rows('aws_backup_plan', 'one', 'a plan without a selection backs up nothing', 'aws_backup_selection.plan_id'),
  ...rows(
    'aws_backup_restore_testing_plan',
    'some',
    'a test without a selection restores nothing',
    'aws_backup_restore_testing_selection.restore_testing_plan_name',
  ),
  ...rows(
    'aws_db_instance',
    'one',
    'nobody knows that its backups can be had back',
    'aws_backup_restore_testing_selection.protected_resource_arns',
  ),
  ...rows('aws_db_instance', 'one', 'nobody hears of its failures', 'aws_db_event_subscription.source_ids'),
  ...rows(
    'aws_db_instance',
    'one',
    'applications find another store by its name, or none',
    'aws_route53_record.records',
  ),
  ...rows(
    'aws_db_instance',
    2,
    'applications find another store by its parameters, or none',
    'aws_ssm_parameter.insecure_value',
  ),
  ...rows('aws_db_subnet_group', 'one', 'one store is in the place of another', 'aws_db_instance.db_subnet_group_name'),
  ...rows(
    'aws_db_parameter_group',
    'one',
    'one store has the parameters of another',
    'aws_db_instance.parameter_group_name',
  ),
  ...rows(
    'aws_elasticache_parameter_group',
    'one',
    'one store has the parameters of another',
    'aws_elasticache_replication_group.parameter_group_name',
  ),
  ...rows(
    'aws_elasticache_subnet_group',
    'one',
    'one store is in the place of another',
    'aws_elasticache_replication_group.subnet_group_name',
  ),
  ...rows(
    'aws_elasticache_replication_group',
    'one',
    'applications find another store by its name, or none',
    'aws_route53_record.records',
  ),
  ...rows(
    'aws_elasticache_replication_group',
    2,
    'applications find another store by its parameters, or none',
    'aws_ssm_parameter.insecure_value',
  ),
  ...rows('aws_mq_broker', 'one', 'applications find another store by its name, or none', 'aws_route53_record.records'),
  ...rows(
    'aws_mq_broker',
    2,
    'applications find another store by its parameters, or none',
    'aws_ssm_parameter.insecure_value',
  ),
  ...rows(
    'aws_cloudwatch_event_rule',
    'one',
    'a rule without a target tells nobody',
    'aws_cloudwatch_event_target.rule',
  ),
  ...rows(
    'aws_config_configuration_recorder',
    'one',
    'it never starts',
    'aws_config_configuration_recorder_status.name',
  ),
  ...rows(
    'aws_ecr_repository',
    'one',
    'images pile up, or nobody may pull',
    'aws_ecr_lifecycle_policy.repository',
    'aws_ecr_repository_policy.repository',
  ),
  ...rows('aws_eks_cluster', 'one', 'pods get no roles by its issuer', 'aws_iam_openid_connect_provider.url'),
  ...rows(
    'aws_eks_node_group',
    'some',
    'nobody hears that nodes are missing',
    'aws_cloudwatch_metric_alarm.dimensions.AutoScalingGroupName',
    'aws_cloudwatch_event_rule.event_pattern',
  ),
  ...rows(
    'aws_eks_node_group',
    'some',
    'the autoscaler does not know it',
    'aws_autoscaling_group_tag.autoscaling_group_name',
  ),
  ...rows(
    'aws_guardduty_detector',
    'one',
    'findings go after 90 days',
    'aws_guardduty_publishing_destination.detector_id',
  ),
  ...rows('aws_guardduty_detector', 'some', 'features are as AWS likes', 'aws_guardduty_detector_feature.detector_id'),
  ...rows('aws_iam_instance_profile', 'one', 'a host has the role of another', 'aws_instance.iam_instance_profile'),
  ...rows('aws_instance', 'some', 'nobody hears that it is dead', 'aws_cloudwatch_metric_alarm.dimensions.InstanceId'),
  ...rows('aws_kms_key', 'one', 'nobody finds it by its name', 'aws_kms_alias.target_key_id'),
  ...ofApplication(
    rows('aws_lb', 2, 'it answers on one port of two', 'aws_lb_listener.load_balancer_arn'),
    rows('aws_lb', 'one', 'requests pass uninspected', 'aws_wafv2_web_acl_association.resource_arn'),
    rows(
      'aws_lb',
      'some',
      'nobody hears of errors',
      'aws_cloudwatch_metric_alarm.metric_query.metric.dimensions.LoadBalancer',
    ),
    rows(
      'aws_lb_target_group',
      'some',
      'requests reach another application, or none',
      'aws_lb_listener_rule.action.target_group_arn',
    ),
  ),
  ...ofNetwork(
    rows('aws_lb', 'some', 'it answers nobody', 'aws_lb_listener.load_balancer_arn'),
    rows(
      'aws_lb_target_group',
      'some',
      'connections reach another application, or none',
      'aws_lb_listener.default_action.target_group_arn',
    ),
  ),
  ...rows(
    'aws_lb',
    'one',
    'its public name leads to another, or nowhere',
    'aws_route53_record.alias.name',
    'aws_route53_record.alias.zone_id',
  ),
  ...rows('aws_lb', 'some', 'nobody hears of errors', 'aws_cloudwatch_metric_alarm.dimensions.LoadBalancer'),
  ...rows(
    'aws_lb_target_group',
    2,
    'nobody hears that targets are missing or ill',
    'aws_cloudwatch_metric_alarm.dimensions.TargetGroup',
  ),
  ...rows(
    'aws_lb_trust_store',
    'some',
    'nobody asks for the certificate of Cloudflare',
    'aws_lb_listener.mutual_authentication.trust_store_arn',
  ),
  ...rows('aws_nat_gateway', 'some', 'a way out costs, and nothing takes it', 'aws_route.nat_gateway_id'),
  ...rows('aws_eip', 'one', 'an address costs, and nothing has it', 'aws_nat_gateway.allocation_id'),
  ...rows('aws_internet_gateway', 'one', 'nothing is routed to it', 'aws_route.gateway_id'),
  ...rows('aws_network_acl', 'some', 'an ACL without rules refuses everything', 'aws_network_acl_rule.network_acl_id'),
  ...rows('aws_route_table', 'some', 'no subnet has these routes', 'aws_route_table_association.route_table_id'),
  ...rows(
    'aws_route53_resolver_query_log_config',
    'one',
    'nothing is written',
    'aws_route53_resolver_query_log_config_association.resolver_query_log_config_id',
  ),
  ...rows('aws_route53_zone', 'some', 'a zone without names answers nobody', 'aws_route53_record.zone_id'),
  ...rows(
    'aws_s3_bucket',
    'one',
    'a protection that every bucket has is missing',
    'aws_s3_bucket_lifecycle_configuration.bucket',
    'aws_s3_bucket_ownership_controls.bucket',
    'aws_s3_bucket_policy.bucket',
    'aws_s3_bucket_public_access_block.bucket',
    'aws_s3_bucket_server_side_encryption_configuration.bucket',
  ),
  ...rows('aws_sns_topic', 'one', 'anybody of the account may write, or nobody hears', 'aws_sns_topic_policy.arn'),
  ...rows('aws_sns_topic', 'some', 'nobody hears', 'aws_sns_topic_subscription.topic_arn'),
  ...rows(
    'aws_ssm_maintenance_window',
    'one',
    'nothing is patched',
    'aws_ssm_maintenance_window_target.window_id',
    'aws_ssm_maintenance_window_task.window_id',
  ),
  ...rows(
    'aws_ssm_maintenance_window_target',
    'one',
    'nothing is patched',
    'aws_ssm_maintenance_window_task.targets.values',
  ),
  ...rows('aws_ssm_patch_baseline', 'one', 'hosts are patched as AWS likes', 'aws_ssm_patch_group.baseline_id'),
  ...rows(
    'aws_subnet',
    'one',
    "it has the routes of the VPC's main table, or the rules of its default ACL",
    'aws_route_table_association.subnet_id',
    'aws_network_acl.subnet_ids',
  ),
  ...rows('aws_ebs_volume', 'one', 'a disk costs, and nothing has it', 'aws_volume_attachment.volume_id'),
  ...rows(
    'aws_vpc',
    'one',
    'what every network has once is missing, or there twice',
    'aws_flow_log.vpc_id',
    'aws_internet_gateway.vpc_id',
    'aws_default_security_group.vpc_id',
    'aws_default_network_acl.default_network_acl_id',
    'aws_default_route_table.default_route_table_id',
    'aws_route53_resolver_query_log_config_association.resource_id',
    'aws_route53_zone.vpc.vpc_id',
  ),
  ...rows(
    'aws_wafv2_web_acl',
    'one',
    'nobody can tell what it stopped',
    'aws_wafv2_web_acl_logging_configuration.resource_arn',
  ),
  ...rows('aws_wafv2_web_acl', 'some', 'it inspects nothing', 'aws_wafv2_web_acl_association.web_acl_arn'),
  ...rows(
    'aws_ec2_managed_prefix_list',
    'some',
    'a list that no rule names lets nobody in',
    'aws_vpc_security_group_ingress_rule.prefix_list_id',
  ),
];
