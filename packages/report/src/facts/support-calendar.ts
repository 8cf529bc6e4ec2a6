import { type Product, type SupportStatus, supportStatus } from '@smile/core';
import { titleOf } from '@smile/diagrams';
import type { Inventory, Resource } from '@smile/inventory';
import { literal } from './read-values.ts';

/** Until when a version that the environment runs is supported. */
export interface SupportRow {
  /** As in `Kubernetes (EKS)`. */
  readonly product: string;
  readonly version: string;
  /** What runs it. */
  readonly where: readonly string[];
  readonly status: SupportStatus;
}

/** Types that state a version, and where. */
const VERSIONED: readonly {
  readonly type: string;
  readonly product: Product;
  readonly label: string;
  readonly versionOf: (resource: Resource) => string | undefined;
}[] = [
  {
    type: 'aws_eks_cluster',
    product: 'eks',
    label: 'Kubernetes (EKS)',
    versionOf: ({ values }) => literal(values, 'version'),
  },
  {
    type: 'aws_db_instance',
    product: 'rds-mysql',
    label: 'MySQL (RDS)',
    versionOf: ({ values }) => majorAndMinor(literal(values, 'engine_version')),
  },
  {
    type: 'aws_elasticache_replication_group',
    product: 'elasticache-redis',
    label: 'Redis (ElastiCache)',
    versionOf: ({ values }) => majorAndMinor(literal(values, 'engine_version')),
  },
  {
    type: 'aws_mq_broker',
    product: 'amazon-mq-rabbitmq',
    label: 'RabbitMQ (Amazon MQ)',
    versionOf: ({ values }) => majorAndMinor(literal(values, 'engine_version')),
  },
  {
    type: 'aws_launch_template',
    product: 'al2023',
    label: 'Amazon Linux',
    versionOf: ({ values }) =>
      /al2023|amazon-linux-2023/.test(literal(values, 'image_id') ?? '') ? '2023' : undefined,
  },
  {
    type: 'aws_eks_node_group',
    product: 'al2023',
    label: 'Amazon Linux',
    versionOf: ({ values }) => (/^AL2023/.test(literal(values, 'ami_type') ?? '') ? '2023' : undefined),
  },
];

/** Versions that an environment runs; what ends next comes first. */
export function supportCalendar(inventory: Inventory, environment: string, at: string): SupportRow[] {
  const rows = new Map<string, SupportRow>();
  for (const { type, product, label, versionOf } of VERSIONED) {
    for (const resource of inventory.resources({ type, environment, mode: 'managed' })) {
      const version = versionOf(resource);
      if (version === undefined) continue;
      const key = `${product} ${version}`;
      const where = [...(rows.get(key)?.where ?? []), titleOf(resource, inventory)];
      rows.set(key, { product: label, version, where, status: supportStatus(product, version, at) });
    }
  }
  return [...rows.values()].sort((a, b) => compare(endOf(a), endOf(b)) || compare(a.product, b.product));
}

/** The next date that matters; what nobody published comes last. */
function endOf({ status }: SupportRow): string {
  if (status.state === 'unknown') return '9999';
  const { standardEnds, extendedEnds } = status.period;
  return status.state === 'extended' ? (extendedEnds ?? standardEnds) : standardEnds;
}

function majorAndMinor(version: string | undefined): string | undefined {
  return version?.split('.').slice(0, 2).join('.');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
