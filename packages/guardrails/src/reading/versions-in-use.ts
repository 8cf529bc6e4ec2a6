import type { Product } from '@smile/core';
import type { Resource } from '@smile/inventory';
import { Block } from './block.ts';

/** A version of a product that a resource runs. */
export interface VersionInUse {
  readonly product: Product;
  readonly version: string;
  readonly resource: Resource;
}

/** Types that run something with a version. */
export const VERSIONED_TYPES = [
  'aws_db_instance',
  'aws_eks_cluster',
  'aws_eks_node_group',
  'aws_elasticache_replication_group',
  'aws_instance',
  'aws_lambda_function',
  'aws_launch_template',
  'aws_mq_broker',
];

/** Versions that resources run; what is known later, or has no version, is left out. */
export function versionsInUse(resources: readonly Resource[]): readonly VersionInUse[] {
  return resources.flatMap((resource) =>
    readVersion(Block.of(resource), resource.type).map((found) => ({ ...found, resource })),
  );
}

type Found = Pick<VersionInUse, 'product' | 'version'>;

function readVersion(block: Block, type: string): readonly Found[] {
  const version = twoParts(block.text('engine_version') ?? block.text('version'));
  switch (type) {
    case 'aws_eks_cluster':
      return found('eks', version);
    case 'aws_db_instance':
      return block.text('engine') === 'mysql' ? found('rds-mysql', version) : [];
    case 'aws_elasticache_replication_group':
      return found(block.text('engine') === 'valkey' ? 'elasticache-valkey' : 'elasticache-redis', version);
    case 'aws_mq_broker':
      return block.text('engine_type')?.toLowerCase() === 'rabbitmq' ? found('amazon-mq-rabbitmq', version) : [];
    case 'aws_lambda_function':
      return found('node', /^nodejs(\d+)\.x$/.exec(block.text('runtime') ?? '')?.[1]);
    case 'aws_eks_node_group':
      return ofNodes(block.text('ami_type') ?? '');
    default:
      return ofImage(block.text('ami') ?? block.text('image_id') ?? '');
  }
}

function found(product: Product, version: string | undefined): readonly Found[] {
  return version === undefined ? [] : [{ product, version }];
}

/** Major and minor, as the calendars have them. */
function twoParts(version: string | undefined): string | undefined {
  return version === undefined ? undefined : (/^\d+\.\d+/.exec(version)?.[0] ?? version);
}

/** Amazon Linux of managed nodes; the others carry no date in their name. */
function ofNodes(amiType: string): readonly Found[] {
  if (amiType.startsWith('AL2023_')) return found('al2023', '2023');
  return amiType.startsWith('AL2_') ? found('al2', '2') : [];
}

/** Systems of public SSM parameters; an image id does not tell. */
function ofImage(image: string): readonly Found[] {
  if (/\/al2023-ami-|\/amazon-linux-2023\//.test(image)) return found('al2023', '2023');
  if (/\/amzn2-ami-|\/amazon-linux-2\//.test(image)) return found('al2', '2');
  const debian = /\/service\/debian\/release\/([^/]+)\//.exec(image)?.[1];
  const ubuntu = /\/canonical\/ubuntu\/server\/([^/]+)\//.exec(image)?.[1];
  return debian === undefined ? found('ubuntu', ubuntu) : found('debian', debian);
}
