import type { Inventory, Resource } from '@smile/inventory';
import { desired } from '../parts/node-pools.ts';
import { literal } from '../parts/values.ts';
import { counted } from '../words.ts';

/** What the overview tells of a stack, by type and in this order: a text for all resources of the type together. */
const HIGHLIGHTS: Readonly<Record<string, (resources: readonly Resource[]) => string>> = {
  aws_vpc: () => 'VPC',
  aws_subnet: (all) => counted(all.length, 'subnet'),
  aws_nat_gateway: (all) => counted(all.length, 'NAT gateway'),
  aws_vpc_endpoint: (all) => counted(all.length, 'endpoint'),
  aws_flow_log: () => 'flow logs',
  aws_route53_zone: (all) => counted(all.length, 'DNS zone'),
  aws_eks_cluster: (all) => `${counted(all.length, 'EKS cluster')} ${setting(all, 'version')}`.trim(),
  aws_eks_node_group: (all) => `${counted(all.length, 'node group')} with ${counted(nodesIn(all), 'node')}`,
  aws_eks_addon: (all) => counted(all.length, 'add-on'),
  aws_db_instance: (all) => `${all.length} MySQL: ${setting(all, 'instance_class')}`,
  aws_elasticache_replication_group: (all) => `Redis ${setting(all, 'node_type')}`,
  aws_mq_broker: (all) => `RabbitMQ ${setting(all, 'host_instance_type')}`,
  aws_secretsmanager_secret: (all) => counted(all.length, 'secret'),
  aws_instance: (all) => counted(all.length, `host`).concat(`: ${setting(all, 'instance_type')}`),
  aws_ebs_volume: (all) => `${setting(all, 'size')} GB data volume`,
  aws_lb: (all) => counted(all.length, 'load balancer'),
  aws_wafv2_web_acl: (all) => counted(all.length, 'web ACL'),
  aws_acm_certificate: (all) => counted(all.length, 'certificate'),
  cloudflare_dns_record: (all) => counted(all.length, 'Cloudflare record'),
  cloudflare_ruleset: (all) => counted(all.length, 'Cloudflare ruleset'),
  aws_route53_record: (all) => counted(all.length, 'DNS record'),
  aws_apigatewayv2_api: () => 'API Gateway',
  aws_s3_bucket: (all) => counted(all.length, 'bucket'),
  aws_ecr_repository: (all) => counted(all.length, 'image repository', 'image repositories'),
  aws_cloudtrail: () => 'CloudTrail',
  aws_config_config_rule: (all) => `Config with ${counted(all.length, 'rule')}`,
  aws_securityhub_account: () => 'Security Hub',
  aws_guardduty_detector: () => 'GuardDuty',
  aws_inspector2_enabler: () => 'Inspector',
  aws_backup_plan: () => 'daily backups',
  aws_cloudwatch_metric_alarm: (all) => counted(all.length, 'alarm'),
  aws_ssm_document: (all) => counted(all.length, 'session document'),
  aws_iam_role: (all) => counted(all.length, 'role'),
  aws_kms_key: (all) => counted(all.length, 'key'),
  helm_release: (all) => counted(all.length, 'Helm release'),
  kubernetes_namespace_v1: (all) => counted(all.length, 'namespace'),
};

/** What matters in a stack. */
export function highlightsOf(inventory: Inventory, stack: string): string[] {
  const resources = inventory.resources({ stack, mode: 'managed' });
  return Object.entries(HIGHLIGHTS).flatMap(([type, write]) => {
    const all = resources.filter((resource) => resource.type === type);
    return all.length === 0 ? [] : [write(all)];
  });
}

/** Nodes that groups are meant to have. */
function nodesIn(groups: readonly Resource[]): number {
  return groups.reduce((sum, { values }) => sum + desired(values), 0);
}

/** Values of a setting, each once, as written. */
function setting(resources: readonly Resource[], key: string): string {
  return [...new Set(resources.flatMap(({ values }) => literal(values, key) ?? []))].join(', ');
}
