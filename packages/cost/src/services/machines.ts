import type { Inventory, JsonObject, Resource } from '@smile/inventory';
import { type Charge, type ChargeContext, HOURS_PER_MONTH, type Pricer } from '../charge.ts';
import { blocks, literal, literals, numeric } from '../read-values.ts';

/** Metrics that a machine sends by itself with detailed monitoring. */
const DETAILED_METRICS = 7;

/** A machine, or machines of a kind. */
export interface Machines {
  readonly instanceType: string | undefined;
  readonly count: number | undefined;
  readonly isSpot: boolean;
  /** The launch template. @default - it has none */
  readonly template?: Resource;
}

/** Hosts, and node groups at the size that they are meant to have: instances, their disks, detailed monitoring. */
export const machines: Pricer = {
  types: ['aws_instance', 'aws_eks_node_group', 'aws_autoscaling_group'],
  charges: (resource, context) => {
    const found = machinesOf(context.inventory, resource);
    const { count } = found;
    if (count === undefined) {
      return [{ service: 'EC2', what: 'machines', count: 1, why: 'their number is known only after apply' }];
    }
    if (count === 0) return [];
    return [
      instances(found, count, context),
      ...disks(found, resource, count, context),
      ...monitoring(found, resource, count, context),
    ];
  },
};

/** What machines a host, a node group or an Auto Scaling group is. */
export function machinesOf(inventory: Inventory, resource: Resource): Machines {
  const { values, type } = resource;
  const template = inventory.references(resource).find((one) => one.type === 'aws_launch_template');
  const own = literals(values, 'instance_types')[0] ?? literal(values, 'instance_type');
  const [size] = blocks(values, 'scaling_config');
  const wanted =
    type === 'aws_eks_node_group' ? size && numeric(size, 'desired_size') : numeric(values, 'desired_capacity');
  return {
    instanceType: own ?? (template && literal(template.values, 'instance_type')),
    count: type === 'aws_instance' ? 1 : wanted,
    isSpot: literal(values, 'capacity_type') === 'SPOT',
    ...(template === undefined ? {} : { template }),
  };
}

function instances({ instanceType, isSpot }: Machines, count: number, { prices }: ChargeContext): Charge {
  const service = 'EC2';
  if (instanceType === undefined) {
    return { service, what: 'machines', count, why: 'their type is known only after apply' };
  }
  if (isSpot) return { service, what: `${instanceType}, spot`, count, why: 'spot prices change by the hour' };
  const price = prices.find(`ec2/${instanceType}`);
  return { service, what: `${instanceType}, on demand`, quantity: count * HOURS_PER_MONTH, price };
}

/** Disks are in the launch template, and for hosts in the host, too. */
function disks({ template }: Machines, { values }: Resource, count: number, context: ChargeContext): Charge[] {
  const mapped = template === undefined ? [] : blocks(template.values, 'block_device_mappings');
  const ofTemplate = mapped.flatMap((mapping) => blocks(mapping, 'ebs'));
  const ofHost = [...blocks(values, 'root_block_device'), ...blocks(values, 'ebs_block_device')];
  const all = [...ofTemplate, ...ofHost];
  if (all.length === 0) {
    return [{ service: 'EBS', what: 'disks of the image', count, why: 'their size is in the machine image' }];
  }
  return all.map((disk) => volume(disk, count, context));
}

/** A disk of some machines, or a volume. */
export function volume(disk: JsonObject, count: number, { prices }: ChargeContext): Charge {
  const type = literal(disk, 'volume_type') ?? literal(disk, 'type') ?? 'gp2';
  const size = numeric(disk, 'volume_size') ?? numeric(disk, 'size');
  const service = 'EBS';
  if (size === undefined) return { service, what: `${type} disks`, count, why: 'their size is known only after apply' };
  return { service, what: `${type} disks`, quantity: count * size, price: prices.find(`ebs/${type}`) };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html */
function monitoring({ template }: Machines, { values }: Resource, count: number, { prices }: ChargeContext): Charge[] {
  const [ofTemplate] = template === undefined ? [] : blocks(template.values, 'monitoring');
  const isDetailed =
    literal(values, 'monitoring') === 'true' || (ofTemplate && literal(ofTemplate, 'enabled') === 'true');
  if (isDetailed !== true) return [];
  const price = prices.find('cloudwatch/metric');
  return [{ service: 'CloudWatch', what: 'detailed monitoring', quantity: count * DETAILED_METRICS, price }];
}
