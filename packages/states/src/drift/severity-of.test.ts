import { describe, expect, test } from 'vitest';
import { isAtLeast, weightOfAttribute, weightOfLoss, worst } from './severity-of.ts';

describe('how much a change outside matters', () => {
  // Each from what the service's documentation says the argument does.
  test.each([
    ['aws_vpc_security_group_ingress_rule', 'cidr_ipv4', 'high'],
    ['aws_security_group', 'description', 'low'],
    ['aws_iam_role', 'assume_role_policy', 'high'],
    ['aws_iam_role', 'tags.owner', 'low'],
    ['aws_eks_access_policy_association', 'access_scope.type', 'high'],
    ['aws_kms_key', 'enable_key_rotation', 'high'],
    ['aws_db_instance', 'publicly_accessible', 'high'],
    ['aws_db_instance', 'deletion_protection', 'high'],
    ['aws_db_instance', 'backup_retention_period', 'high'],
    ['aws_db_instance', 'storage_encrypted', 'high'],
    ['aws_db_instance', 'auto_minor_version_upgrade', 'medium'],
    ['aws_db_instance', 'tags.backup', 'high'],
    ['aws_db_instance', 'tags.owner', 'low'],
    ['aws_eks_cluster', 'vpc_config.endpoint_public_access', 'high'],
    ['aws_eks_cluster', 'vpc_config.public_access_cidrs', 'high'],
    ['aws_eks_cluster', 'version', 'medium'],
    ['aws_s3_bucket_public_access_block', 'block_public_acls', 'high'],
    ['aws_s3_bucket_policy', 'policy', 'high'],
    ['aws_s3_bucket_versioning', 'versioning_configuration.status', 'high'],
    ['aws_elasticache_replication_group', 'transit_encryption_enabled', 'high'],
    ['aws_lb', 'internal', 'high'],
    ['aws_lb', 'enable_deletion_protection', 'high'],
    ['aws_lb_listener', 'ssl_policy', 'high'],
    ['aws_instance', 'metadata_options.http_tokens', 'high'],
    ['aws_subnet', 'map_public_ip_on_launch', 'high'],
    ['aws_route', 'gateway_id', 'high'],
    ['aws_cloudwatch_log_group', 'retention_in_days', 'medium'],
    ['aws_cloudwatch_log_group', 'kms_key_id', 'high'],
    ['aws_launch_template', 'default_version', 'medium'],
    ['cloudflare_dns_record', 'proxied', 'high'],
    ['kubernetes_namespace_v1', 'metadata.labels["pod-security.kubernetes.io/enforce"]', 'high'],
    ['kubernetes_deployment_v1', 'metadata.labels.app', 'low'],
    ['kubernetes_cluster_role_binding_v1', 'subject.name', 'high'],
    ['kubernetes_network_policy_v1', 'spec.ingress.from', 'high'],
  ])('%s %s: %s', (type, path, severity) => {
    expect(weightOfAttribute(type, path).severity).toBe(severity);
  });

  test.each([
    ['aws_db_instance', 'high'],
    ['aws_vpc_security_group_ingress_rule', 'high'],
    ['aws_iam_role', 'high'],
    ['aws_backup_plan', 'high'],
    ['aws_cloudwatch_dashboard', 'medium'],
  ])('a lost %s: %s', (type, severity) => {
    expect(weightOfLoss(type).severity).toBe(severity);
  });

  test('the worst of several counts, and is compared by rank', () => {
    expect(worst(['low', 'high', 'medium'])).toBe('high');
    expect([isAtLeast('high', 'medium'), isAtLeast('medium', 'medium'), isAtLeast('low', 'medium')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
