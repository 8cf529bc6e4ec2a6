import type { Inventory } from '@smile/inventory';
import type { DiagramEdge, DiagramModel, DiagramNode } from '../model.ts';
import { partId } from '../parts/identity.ts';
import { ownerCard } from '../parts/owners.ts';
import { portWithService, type Reach, type ReachEnd, reachOf } from '../parts/security-groups.ts';
import { counted } from '../words.ts';
import { type EnvironmentPart, placeOf } from './environments.ts';

const HALF = {
  'outbound only': 'allowed on the way out, but not let in by the other end',
  'inbound only': 'let in, but not allowed on the way out of the other end',
};

/** Who can talk to whom, on which ports, by the rules of security groups. */
export function reachability(inventory: Inventory, environment: EnvironmentPart): DiagramModel {
  const reach = reachOf(inventory, environment.id);
  const ends = new Map(reach.flatMap(({ from, to }) => [from, to]).map((end) => [endId(inventory, end), end]));
  const groups = inventory.resources({ type: 'aws_security_group', environment: environment.id, mode: 'managed' });
  for (const group of groups) ends.set(endId(inventory, { resource: group }), { resource: group });
  const inside = new Map(reach.filter(isInside).map(({ from, ports }) => [endId(inventory, from), ports]));
  const nodes = [...ends]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, end]) => card(inventory, id, end, inside.get(id)?.map(portWithService)));
  return {
    kind: 'reachability',
    title: `Who reaches whom in ${environment.id}`,
    subtitle: [...placeOf(environment), counted(groups.length, 'security group')].join(', '),
    description: reach.map((one) => sentence(inventory, one)).join(' '),
    direction: 'right',
    groups: [],
    nodes,
    edges: reach.filter((one) => !isInside(one)).map((one) => edge(inventory, one)),
    notes: [
      'An arrow is what security groups let through. Without one, nothing passes between two cards that have a security group.',
      'An arrow to the internet takes in S3 and all other public addresses; routes and network ACLs are not on this picture.',
    ],
  };
}

/** Whether the hosts of one group talk to each other; an arrow from a card to itself would say it less clearly. */
function isInside({ from, to }: Reach): boolean {
  return 'resource' in from && 'resource' in to && from.resource === to.resource;
}

function edge(inventory: Inventory, { from, to, ports, rules }: Reach): DiagramEdge {
  const complete = rules === 'both' || isOutside(from) || isOutside(to);
  const line = complete ? 'solid' : 'dashed';
  return {
    from: endId(inventory, from),
    to: endId(inventory, to),
    label: [ports.map(portWithService).join(', ')],
    line,
    ...(complete ? {} : { meaning: HALF[rules === 'outbound only' ? 'outbound only' : 'inbound only'] }),
  };
}

/** Whether an end has no security group that would have to let traffic in. */
function isOutside(end: ReachEnd): boolean {
  return (
    'range' in end || end.resource.type === 'aws_vpc_endpoint' || end.resource.type === 'aws_ec2_managed_prefix_list'
  );
}

function card(inventory: Inventory, id: string, end: ReachEnd, own: readonly string[] = []): DiagramNode {
  if ('range' in end) return rangeCard(inventory, id, end.range);
  const owner = ownerCard(inventory, end.resource);
  const among = own.length === 0 ? [] : [`among themselves: ${own.join(', ')}`];
  return { ...owner, facts: [...owner.facts, ...among] };
}

function rangeCard(inventory: Inventory, id: string, range: string): DiagramNode {
  if (range === '0.0.0.0/0' || range === '::/0') return { id, kind: 'external', name: 'Internet', facts: [range] };
  return isVpcRange(inventory, range)
    ? { id, kind: 'network', name: 'Any host of the VPC', address: range, facts: [] }
    : { id, kind: 'external', name: 'Listed addresses', facts: [range] };
}

/** Ranges of VPCs differ between environments; what they stand for does not. */
function endId(inventory: Inventory, end: ReachEnd): string {
  if (!('range' in end)) return partId(end.resource);
  return isVpcRange(inventory, end.range) ? 'range/vpc' : `range/${end.range}`;
}

function isVpcRange(inventory: Inventory, range: string): boolean {
  return inventory.ofType('aws_vpc').some(({ values }) => values.cidr_block === range);
}

function sentence(inventory: Inventory, { from, to, ports, reasons }: Reach): string {
  const [source, target] = [from, to].map((end) => card(inventory, endId(inventory, end), end).name);
  return `${source} reaches ${target} on ${ports.join(', ')}${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}.`;
}
