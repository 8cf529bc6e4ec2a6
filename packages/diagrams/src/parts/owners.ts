import type { Inventory, Resource } from '@smile/inventory';
import type { DiagramNode } from '../model.ts';
import { counted } from '../words.ts';
import { DESCRIBED_TYPES, describe } from './describe.ts';
import { nameOf, partId } from './identity.ts';
import { nodesCard } from './node-pools.ts';
import { literal } from './values.ts';

/** What a security group is attached to: the resources that people think of when they read its name. */
export function ownersOf(inventory: Inventory, group: Resource): Resource[] {
  if (group.type !== 'aws_security_group') return [group];
  const near = inventory.referencedBy(group);
  const templates = near.filter(({ type }) => type === 'aws_launch_template');
  const found = [...near, ...templates.flatMap((template) => inventory.referencedBy(template))];
  return [...new Set(found)].filter(({ type }) => DESCRIBED_TYPES.includes(type) || type === 'aws_vpc_endpoint');
}

/** An end of a rule as one card, whatever is behind it. */
export function ownerCard(inventory: Inventory, end: Resource): DiagramNode {
  const id = partId(end);
  const owners = ownersOf(inventory, end);
  const [first] = owners;
  if (first === undefined) return { id, kind: 'security', name: nameOf(end), facts: ['security group of nothing yet'] };
  if (owners.every(({ type }) => type === 'aws_vpc_endpoint')) return endpointsCard(id, end, owners);
  if (owners.every(({ type }) => type === 'aws_eks_node_group')) return nodesCard(inventory, id, owners);
  const described = describe(first, inventory);
  if (owners.length === 1 && described !== undefined) {
    const isList = first.type === 'aws_ec2_managed_prefix_list';
    return { ...described, id, facts: isList ? described.facts : described.facts.slice(0, 1), hostNames: [] };
  }
  return { id, kind: described?.kind ?? 'security', name: nameOf(end), facts: [`shared by ${owners.length}`] };
}

function endpointsCard(id: string, end: Resource, endpoints: readonly Resource[]): DiagramNode {
  if (end.type === 'aws_security_group') {
    return { id, kind: 'network', name: nameOf(end), facts: [counted(endpoints.length, 'service')] };
  }
  // A rule names the address list of a gateway endpoint, so the end is the endpoint itself.
  const service = literal(end.values, 'service_name')?.split('.').at(-1);
  return { id, kind: 'network', name: `${service === 's3' ? 'S3' : 'DynamoDB'} in the region`, facts: [] };
}
