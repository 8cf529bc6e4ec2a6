/** Changes that Terraform has to overlook, because what it would do about them ends what runs. */
export const IGNORED_ALWAYS: readonly {
  readonly type: string;
  readonly paths: readonly string[];
  /** Which of the type are meant. */
  readonly where: 'with nodes that hold data' | 'with a launch template';
  readonly because: string;
}[] = [
  {
    type: 'aws_eks_node_group',
    paths: ['version', 'release_version', 'launch_template'],
    where: 'with nodes that hold data',
    because: 'EKS would replace every node, and what is on its disks is gone',
  },
  {
    type: 'aws_instance',
    paths: ['launch_template'],
    where: 'with a launch template',
    because: 'a new image would replace the host',
  },
];

/** Changes that Terraform may overlook, by type, and who makes them. */
export const IGNORED_CHANGES: Readonly<Record<string, readonly (readonly [path: string, because: string])[]>> = {
  aws_backup_region_settings: [['resource_type_opt_in_preference', 'AWS adds types']],
  aws_db_instance: [['final_snapshot_identifier', 'it holds a time, which is new at every plan']],
  aws_db_parameter_group: [['description', 'another one replaces the group']],
  aws_default_network_acl: [['subnet_ids', 'AWS gives it subnets that no other ACL has']],
  aws_eks_cluster: [
    ['vpc_config[0].subnet_ids', 'another set replaces the cluster'],
    ['access_config[0].bootstrap_cluster_creator_admin_permissions', 'EKS decides it when the cluster is made'],
    ['bootstrap_self_managed_addons', 'EKS decides it when the cluster is made'],
  ],
  aws_eks_node_group: [
    ['scaling_config[0].desired_size', 'the autoscaler sets it'],
    ['version', 'nodes with data are replaced by hand'],
    ['release_version', 'nodes with data are replaced by hand'],
    ['launch_template', 'nodes with data are replaced by hand'],
  ],
  aws_elasticache_parameter_group: [['description', 'another one replaces the group']],
  aws_elasticache_replication_group: [
    ['auth_token', 'it is rotated outside of Terraform'],
    ['auth_token_update_strategy', 'it is rotated outside of Terraform'],
    ['final_snapshot_identifier', 'it holds a time, which is new at every plan'],
  ],
  aws_iam_policy: [['description', 'another one replaces the policy']],
  aws_instance: [
    ['launch_template', 'a new image is taken by a new host'],
    ['user_data', 'a new host reads it, an old one does not'],
  ],
  aws_mq_broker: [['user', 'it is rotated outside of Terraform']],
  aws_route53_health_check: [['reference_name', 'the provider makes it up']],
  aws_route53_zone: [['vpc', 'associations of other networks are resources of their own']],
  aws_secretsmanager_secret_version: [['secret_string', 'values are written outside of Terraform']],
  aws_security_group: [['description', 'another one replaces the group']],
  aws_ssm_maintenance_window_target: [['description', 'another one replaces the target']],
  cloudflare_zone_dnssec: [['status', 'Cloudflare sets it while it waits']],
};
