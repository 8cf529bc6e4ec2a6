import { findRegionFacts, overlaps, parseIpv4Block } from '@smile/core';
import {
  blocksAt,
  groupedBy,
  type Inventory,
  isInside,
  oncePer,
  type Resource,
  securityGroupRules,
  valueAt,
} from '@smile/inventory';
import type { EnvironmentExamination, EstateExamination } from '../examination.ts';
import type { Requirement } from '../requirement.ts';
import { ALL } from './stages.ts';

/** The network of every environment. */
export const NETWORK: readonly Requirement[] = [
  {
    id: 'NET-1',
    section: 'Network',
    title: 'One VPC per environment',
    statement: 'One VPC per environment; production 10.0.0.0/16 (others: non-overlapping /16s, proven by a test).',
    stages: ALL,
    parts: [
      { name: 'the VPC', check: hasOneVpc },
      { name: 'blocks that do not overlap', compare: blocksDoNotOverlap },
    ],
  },
  {
    id: 'NET-2',
    section: 'Network',
    title: 'Four tiers of subnets',
    statement:
      'Four subnet tiers in every AZ: public (internet-facing), EC2 private (general compute), EKS private (Kubernetes workloads), intra (internal services, no route to the internet).',
    stages: ALL,
    parts: [
      { name: 'a subnet of each tier in each zone', check: hasFourTiers },
      { name: 'routes of each tier', check: routesFitTiers },
    ],
  },
  {
    id: 'NET-3',
    section: 'Network',
    title: 'NAT gateways',
    statement: 'NAT gateway for outbound access: one per AZ in production, one in dev and staging (cost).',
    stages: ALL,
    parts: [{ name: 'NAT gateways', check: hasNatGateways }],
  },
  {
    id: 'NET-4',
    section: 'Network',
    title: 'Flow logs',
    statement: 'VPC flow logs to S3, kept 30 days.',
    stages: ALL,
    parts: [{ name: 'flow logs', check: keepsFlowLogs }],
  },
  {
    id: 'NET-5',
    section: 'Network',
    title: 'Least privilege',
    statement: 'Security groups by least privilege; the default security group is closed.',
    stages: ALL,
    parts: [
      { name: 'the default security group', check: closesDefaultGroup },
      { name: 'every other rule', check: admitsNoMoreThanNeeded },
    ],
  },
];

function hasOneVpc(one: EnvironmentExamination): void {
  const vpc = one.one('VPC', one.ofType('aws_vpc'));
  if (vpc === undefined) return;
  if (one.isQuantified) one.equal(vpc, 'cidr_block', '10.0.0.0/16');
  else one.holds(vpc, 'a /16', String(vpc.values.cidr_block), /\/16$/.test(String(vpc.values.cidr_block)));
}

function blocksDoNotOverlap(estate: EstateExamination): void {
  const vpcs = estate.known().flatMap((id) => estate.resourcesOf(id, { type: 'aws_vpc' }));
  const blocks = vpcs.flatMap((vpc) => {
    const block = parseIpv4Block(String(vpc.values.cidr_block));
    return block === undefined ? [] : [{ vpc, block }];
  });
  for (const { vpc, block } of blocks) {
    const other = blocks.find((one) => one.vpc !== vpc && overlaps(one.block, block));
    const found =
      other === undefined ? `${vpc.values.cidr_block}` : `${vpc.values.cidr_block}, as in ${other.vpc.stack}`;
    estate.holds(vpc, 'a block that no other environment uses', found, other === undefined);
  }
  if (vpcs.length === 0) estate.lacks('expected VPCs, found none');
}

const TIERS = ['public', 'ec2-private', 'eks-private', 'intra'] as const;

/** A subnet says which tier it is by its tag: the one fact that all sources know. */
function subnetsOf(one: EnvironmentExamination, tier: (typeof TIERS)[number]): readonly Resource[] {
  return one.ofType('aws_subnet').filter(({ tags }) => tags.tier === tier);
}

/** The zones that AWS has where the environment is. */
function zonesOf(one: EnvironmentExamination): readonly string[] {
  return findRegionFacts(one.ofType('aws_vpc')[0]?.region)?.zones ?? [];
}

function hasFourTiers(one: EnvironmentExamination): void {
  const zones = zonesOf(one);
  for (const tier of TIERS) {
    const subnets = subnetsOf(one, tier);
    for (const zone of zones) {
      const there = subnets.filter((subnet) => subnet.values.availability_zone_id === zone);
      one.exactly(1, `${tier} subnet in ${zone}`, there);
    }
    for (const subnet of subnets) one.equal(subnet, 'map_public_ip_on_launch', false);
  }
  const known = TIERS.flatMap((tier) => subnetsOf(one, tier));
  one.none(
    'subnet of another tier',
    one.ofType('aws_subnet').filter((subnet) => !known.includes(subnet)),
  );
  if (zones.length === 0)
    one.lacks('expected subnets in every zone, found no network in a region whose zones are known');
}

/** Where the default route of each tier leads. */
const WAY_OUT = { public: 'gateway_id', 'ec2-private': 'nat_gateway_id', 'eks-private': 'nat_gateway_id' } as const;

function routesFitTiers(one: EnvironmentExamination): void {
  for (const tier of TIERS) {
    for (const subnet of subnetsOf(one, tier)) {
      const routes = defaultRoutes(one, subnet);
      if (routes === undefined) one.lacks(`expected a route table for ${subnet.address}, found none`);
      else if (tier === 'intra') one.holds(subnet, 'no route to the internet', `${routes.length}`, routes.length === 0);
      else {
        const isOut = routes.some((route) => one.inventory.referencesAt(route, WAY_OUT[tier]).length > 0);
        one.holds(subnet, `a default route by ${WAY_OUT[tier]}`, isOut ? 'one' : 'none', isOut);
      }
    }
  }
}

/** Default routes of a subnet's table; undefined without a table of its own. */
function defaultRoutes(one: EnvironmentExamination, subnet: Resource): readonly Resource[] | undefined {
  const [association] = one.referrers(subnet, 'aws_route_table_association', 'subnet_id');
  const [table] = association === undefined ? [] : one.inventory.referencesAt(association, 'route_table_id');
  if (table === undefined) return undefined;
  return one.referrers(table, 'aws_route', 'route_table_id').filter(isDefaultRoute);
}

function isDefaultRoute({ values }: Resource): boolean {
  return values.destination_cidr_block === '0.0.0.0/0' || values.destination_ipv6_cidr_block === '::/0';
}

function hasNatGateways(one: EnvironmentExamination): void {
  const gateways = one.ofType('aws_nat_gateway');
  const { stage } = one.environment;
  const places = gateways.map((gateway) => one.inventory.referencesAt(gateway, 'subnet_id')[0]);
  for (const [index, gateway] of gateways.entries()) {
    const tier = places[index]?.tags.tier ?? 'an unknown subnet';
    one.holds(gateway, 'a place in a public subnet', tier, tier === 'public');
  }
  if (stage !== 'production') {
    one.exactly(1, 'NAT gateway', gateways);
    return;
  }
  const zones = zonesOf(one);
  if (zones.length === 0) one.lacks('expected a NAT gateway in every zone, found no network');
  for (const zone of zones) {
    const there = gateways.filter((_, index) => places[index]?.values.availability_zone_id === zone);
    one.exactly(1, `NAT gateway in ${zone}`, there);
  }
}

function keepsFlowLogs(one: EnvironmentExamination): void {
  const log = one.one('flow log', one.ofType('aws_flow_log'));
  if (log === undefined) return;
  one.refers(log, 'vpc_id', 'aws_vpc');
  one.equal(log, 'traffic_type', 'ALL');
  one.equal(log, 'log_destination_type', 's3');
  one.delivers(log);
  const bucket = one.refers(log, 'log_destination', 'aws_s3_bucket');
  if (bucket !== undefined) expiresAfter(one, bucket, 30);
}

/** A bucket deletes its objects after so many days, neither earlier nor later. */
export function expiresAfter(one: EnvironmentExamination, bucket: Resource, days: number): void {
  const [lifecycle] = one.referrers(bucket, 'aws_s3_bucket_lifecycle_configuration', 'bucket');
  if (lifecycle === undefined) {
    one.lacks(`expected ${bucket.address} to delete objects, found no lifecycle`);
    return;
  }
  const found = blocksAt(lifecycle.values, 'rule')
    .filter(({ status }) => status === 'Enabled')
    .flatMap((rule) => valueAt(rule, 'expiration.days') ?? []);
  one.holds(lifecycle, `objects deleted after ${days} days`, found.join(', '), found.length === 1 && found[0] === days);
}

function closesDefaultGroup(one: EnvironmentExamination): void {
  const group = one.one('default security group', one.ofType('aws_default_security_group'));
  if (group === undefined) return;
  one.refers(group, 'vpc_id', 'aws_vpc');
  for (const direction of ['ingress', 'egress']) {
    const rules = blocksAt(group.values, direction);
    one.holds(group, `no ${direction} rule`, `${rules.length}`, rules.length === 0);
  }
}

/** Rules of security groups by the resource that states them. */
const rulesByStatement = oncePer((inventory: Inventory) =>
  groupedBy(securityGroupRules(inventory), ({ stated }) => [stated]),
);

function admitsNoMoreThanNeeded(one: EnvironmentExamination): void {
  const own = new Set(one.resources());
  const [vpc] = one.ofType('aws_vpc');
  const network = String(vpc?.values.cidr_block ?? '');
  const byStatement = rulesByStatement(one.inventory);
  const rules = [...own].flatMap((stated) =>
    stated.type === 'aws_eks_cluster' ? [] : (byStatement.get(stated) ?? []),
  );
  if (rules.length === 0) one.lacks('expected security-group rules, found none');
  for (const { stated, direction, peer, ports, reason } of rules) {
    one.holds(stated, 'a reason', reason === '' ? 'none' : reason, reason !== '');
    if (direction === 'out') continue;
    const isNamed = peer.kind === 'group' || peer.kind === 'prefix-list';
    const isKnownBlock = peer.kind === 'block' && (isInside(peer.cidr, network) || isOffice(peer.cidr));
    const found = peer.kind === 'block' ? peer.cidr : peer.kind;
    one.holds(stated, 'a group, a prefix list, a block of the VPC or of an office', found, isNamed || isKnownBlock);
    const isNarrow = ports.protocol !== 'all' || peer.kind === 'group';
    one.holds(stated, 'named ports', portsText(ports), isNarrow);
  }
}

/** Whether a block outside is as small as that of an organisation's own addresses: 4,096 of them at most. */
function isOffice(cidr: string): boolean {
  const length = Number(cidr.slice(cidr.indexOf('/') + 1));
  return cidr.includes(':') ? length >= 48 : length >= 20;
}

function portsText({ protocol, from, to }: { protocol: string; from?: number; to?: number }): string {
  return from === undefined ? protocol : `${protocol} ${from}${to === from ? '' : `-${to}`}`;
}
