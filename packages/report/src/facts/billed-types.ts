import type { Inventory, Resource } from '@smile/inventory';
import type { UnpricedLine } from './ec2-costs.ts';
import { blocks, literal, numeric } from './read-values.ts';

const BY_HOUR = 'by the hour';
const BY_USE = 'by use';

/** Types that AWS bills by themselves, with what is billed. What is not in here has no price of its own. */
const BILLED: Readonly<Record<string, { readonly what: string; readonly how: string }>> = {
  aws_db_instance: { what: 'RDS instances, their storage and backups', how: BY_HOUR },
  aws_elasticache_replication_group: { what: 'ElastiCache clusters', how: BY_HOUR },
  aws_mq_broker: { what: 'Amazon MQ brokers', how: BY_HOUR },
  aws_eks_cluster: { what: 'EKS control planes', how: BY_HOUR },
  aws_nat_gateway: { what: 'NAT gateways', how: 'by the hour, and by data' },
  aws_lb: { what: 'load balancers', how: 'by the hour, and by capacity units' },
  aws_eip: { what: 'public addresses', how: BY_HOUR },
  aws_ebs_volume: { what: 'volumes', how: 'by size' },
  aws_s3_bucket: { what: 'buckets', how: 'by storage and requests' },
  aws_ecr_repository: { what: 'image repositories', how: 'by storage and transfer' },
  aws_kms_key: { what: 'keys', how: 'by month, and by use' },
  aws_secretsmanager_secret: { what: 'secrets', how: 'by month, and by use' },
  aws_cloudwatch_metric_alarm: { what: 'alarms', how: 'by month' },
  aws_cloudwatch_dashboard: { what: 'dashboards', how: 'by month' },
  aws_cloudwatch_log_group: { what: 'log groups', how: 'by data' },
  aws_cloudtrail: { what: 'trails', how: BY_USE },
  aws_config_configuration_recorder: { what: 'configuration recorders', how: BY_USE },
  aws_config_config_rule: { what: 'Config rules', how: BY_USE },
  aws_guardduty_detector: { what: 'GuardDuty detectors', how: BY_USE },
  aws_securityhub_account: { what: 'Security Hub accounts', how: BY_USE },
  aws_inspector2_enabler: { what: 'Inspector accounts', how: BY_USE },
  aws_backup_vault: { what: 'backup vaults', how: 'by storage' },
  aws_flow_log: { what: 'flow logs', how: 'by data' },
  aws_route53_zone: { what: 'DNS zones', how: 'by month, and by queries' },
  aws_route53_health_check: { what: 'health checks', how: 'by month' },
  aws_wafv2_web_acl: { what: 'web ACLs', how: 'by month, by rule and by requests' },
  aws_apigatewayv2_api: { what: 'API gateways', how: 'by requests' },
  aws_sns_topic: { what: 'topics', how: 'by messages' },
};

/** What is billed besides virtual machines, without a price. */
export function billedWithoutPrice(inventory: Inventory, environment: string): UnpricedLine[] {
  const query = { environment, mode: 'managed' } as const;
  const counts = inventory.countByType(query);
  const lines = Object.entries(BILLED).flatMap(([type, { what, how }]): UnpricedLine[] => {
    const count = counts[type];
    return count === undefined ? [] : [{ what, count, why: how }];
  });
  return [...lines, ...endpoints(inventory, environment), ...systemDisks(inventory, environment)];
}

/** Interface endpoints are billed for each zone they are in; gateway endpoints are not billed. */
function endpoints(inventory: Inventory, environment: string): UnpricedLine[] {
  const all = inventory.resources({ type: 'aws_vpc_endpoint', environment, mode: 'managed' });
  const count = all.filter(({ values }) => literal(values, 'vpc_endpoint_type') === 'Interface').length;
  return count === 0 ? [] : [{ what: 'interface endpoints', count, why: 'by the hour for each zone, and by data' }];
}

/** Disks that come with hosts and nodes are in their launch templates. */
function systemDisks(inventory: Inventory, environment: string): UnpricedLine[] {
  const machines = inventory.resources({
    type: ['aws_instance', 'aws_eks_node_group'],
    environment,
    mode: 'managed',
  });
  const count = machines.reduce((sum, machine) => sum + disksOf(inventory, machine), 0);
  return count === 0 ? [] : [{ what: 'disks of hosts and nodes', count, why: 'by size' }];
}

function disksOf(inventory: Inventory, machine: Resource): number {
  const template = inventory.references(machine).find(({ type }) => type === 'aws_launch_template');
  const disks = template === undefined ? 1 : blocks(template.values, 'block_device_mappings').length;
  const [size] = blocks(machine.values, 'scaling_config');
  return disks * (size === undefined ? 1 : (numeric(size, 'desired_size') ?? 1));
}
