import type { Resource } from '@smile/inventory';
import { Block, isExpression } from '../../reading/block.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** Where each type belongs, and whether it must be in every zone of the network. */
interface Placement {
  readonly type: string;
  readonly argument: string;
  readonly tiers: readonly string[];
  readonly zones: 'every zone' | 'two zones' | 'any zone';
  readonly when?: (block: Block, resource: Resource) => boolean;
  readonly why: string;
}

const PLACEMENTS: readonly Placement[] = [
  {
    type: 'aws_lb',
    argument: 'subnets',
    tiers: ['intra'],
    zones: 'every zone',
    when: (_, { values }) => values.load_balancer_type === 'network',
    why: 'it is for traffic within the VPC, and a zone that is ill takes no other with it',
  },
  {
    type: 'aws_lb',
    argument: 'subnets',
    tiers: ['public'],
    zones: 'every zone',
    when: (_, { values }) => values.load_balancer_type !== 'network',
    why: 'clients come by the internet, and a zone that is ill takes no other with it',
  },
  {
    type: 'aws_nat_gateway',
    argument: 'subnet_id',
    tiers: ['public'],
    zones: 'any zone',
    why: 'its own way out is the internet gateway',
  },
  {
    type: 'aws_vpc_endpoint',
    argument: 'subnet_ids',
    tiers: ['intra'],
    zones: 'every zone',
    why: 'a zone that is ill takes no other with it',
  },
  {
    type: 'aws_db_subnet_group',
    argument: 'subnet_ids',
    tiers: ['intra'],
    zones: 'every zone',
    why: 'stores have no way to the internet, and a standby needs a zone',
  },
  {
    type: 'aws_elasticache_subnet_group',
    argument: 'subnet_ids',
    tiers: ['intra'],
    zones: 'every zone',
    why: 'stores have no way to the internet, and a replica needs a zone',
  },
  {
    type: 'aws_mq_broker',
    argument: 'subnet_ids',
    tiers: ['intra'],
    zones: 'every zone',
    when: (broker) => broker.text('deployment_mode') === 'CLUSTER_MULTI_AZ',
    why: 'each node has a zone',
  },
  {
    type: 'aws_mq_broker',
    argument: 'subnet_ids',
    tiers: ['intra'],
    zones: 'any zone',
    why: 'stores have no way to the internet',
  },
  {
    type: 'aws_eks_cluster',
    argument: 'vpc_config.subnet_ids',
    tiers: ['eks-private', 'intra'],
    zones: 'every zone',
    why: 'the control plane reaches nodes in each zone',
  },
  {
    type: 'aws_eks_node_group',
    argument: 'subnet_ids',
    tiers: ['eks-private'],
    zones: 'any zone',
    why: 'nodes have addresses for pods, and a way out by NAT',
  },
  {
    type: 'aws_eks_node_group',
    argument: 'subnet_ids',
    tiers: ['eks-private'],
    zones: 'every zone',
    when: (_, { tags }) => tags['across-zones-because'] !== undefined,
    why: 'it says that it is across zones',
  },
  {
    type: 'aws_instance',
    argument: 'subnet_id',
    tiers: ['ec2-private'],
    zones: 'any zone',
    why: 'hosts are apart from pods and stores',
  },
];

export const subnetTiers: Rule = {
  id: 'SMILE_SUBNET_TIERS',
  family: 'security',
  severity: 'high',
  title: 'Everything is in the tier of subnets that it belongs to, and in every zone where it must be',
  what: "Subnets of load balancers, NAT gateways, endpoints, stores, clusters, nodes and hosts have the tag `tier` of the table, each zone of the network's tier once where the table says every zone.",
  why: 'A store in a public subnet, nodes without a way out, or an endpoint in one zone is valid, and noticed in an incident.',
  remedy: 'Take the subnets from Vpc by their tier.',
  source: 'requirements NET-2, docs/adr/0006-network-acls.md',
  check: (context) =>
    PLACEMENTS.flatMap((placement) =>
      context.resources(placement.type).flatMap((place) => {
        if (placement.when !== undefined && !placement.when(Block.of(place), place)) return [];
        return problemsOf(placement, place, context).map((message) => ({ place, message }) satisfies Violation);
      }),
    ),
};

function problemsOf(
  { argument, tiers, zones, why }: Placement,
  place: Resource,
  context: RuleContext,
): readonly string[] {
  const subnets = context.inventory.referencesAt(place, argument).filter(({ type }) => type === 'aws_subnet');
  const named = subnets.length > 0 ? subnets : targetsOf(context, place, argument, 'aws_subnet');
  if (named.length === 0) return literal(place, argument);
  const wrong = named.filter(({ tags }) => tags.tier !== undefined && !tiers.includes(tags.tier));
  return [
    ...wrong.map(
      ({ address, tags }) =>
        `${argument} must be of tier ${tiers.join(' or ')}, got ${address} of ${tags.tier}: ${why}`,
    ),
    ...(wrong.length > 0 || zones === 'any zone' ? [] : missingZones(argument, named, context, why)),
    ...twice(argument, named),
  ];
}

/** A subnet that is written as a text is in no network that was read. */
function literal(place: Resource, argument: string): readonly string[] {
  if (argument.includes('.')) return [];
  const texts = Block.of(place)
    .list(argument)
    .filter((one) => typeof one === 'string' && !isExpression(one));
  return texts.length > 0 && place.constructPath !== undefined && texts.some((one) => /^subnet-/.test(String(one)))
    ? [`${argument} must lead to subnets of the estate, got ${texts.join(', ')}`]
    : [];
}

/** Zones in which the network of the first subnet has its tier. */
function missingZones(
  argument: string,
  named: readonly Resource[],
  context: RuleContext,
  why: string,
): readonly string[] {
  const [first] = named;
  if (first === undefined) return [];
  const siblings = context
    .resources('aws_subnet')
    .filter(({ stack, tags }) => stack === first.stack && tags.tier === first.tags.tier && tags.tier !== undefined);
  const has = new Set(named.map(zoneOf));
  const missing = [...new Set(siblings.map(zoneOf))].filter((zone) => zone !== undefined && !has.has(zone));
  return missing.length === 0
    ? []
    : [`${argument} must be in every zone of its tier, got none in ${missing.join(', ')}: ${why}`];
}

function twice(argument: string, named: readonly Resource[]): readonly string[] {
  const zones = named.map(zoneOf).filter((zone) => zone !== undefined);
  const [double] = zones.filter((zone, index) => zones.indexOf(zone) !== index);
  return double === undefined ? [] : [`${argument} must have one subnet in each zone, got two in ${double}`];
}

function zoneOf({ values }: Resource): string | undefined {
  const zone = values.availability_zone_id ?? values.availability_zone;
  return typeof zone === 'string' ? zone : undefined;
}
