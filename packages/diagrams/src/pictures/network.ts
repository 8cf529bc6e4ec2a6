import type { Inventory, Resource } from '@smile/inventory';
import type { DiagramEdge, DiagramGroup, DiagramModel, DiagramNode } from '../model.ts';
import { describe } from '../parts/describe.ts';
import { endpointCards } from '../parts/endpoints.ts';
import { partId } from '../parts/identity.ts';
import { type SubnetPart, subnetsOf, subnetsUnder } from '../parts/subnets.ts';
import { counted } from '../words.ts';
import { type EnvironmentPart, placeOf, rangesOf } from './environments.ts';

/** Tiers from the internet inwards; others follow. */
const TIERS = ['Public', 'EKS private', 'EC2 private', 'Intra'];

/** What lies in a subnet, or across several, as a card. */
const TENANTS = [
  'aws_nat_gateway',
  'aws_instance',
  'aws_lb',
  'aws_eks_cluster',
  'aws_eks_node_group',
  'aws_db_instance',
  'aws_elasticache_replication_group',
  'aws_mq_broker',
];

/** Account, VPC, zones side by side, tiers below each other; what spans zones lies below them. */
export function networkPicture(inventory: Inventory, environment: EnvironmentPart): DiagramModel {
  const vpc = inventory.resources({ type: 'aws_vpc', environment: environment.id, mode: 'managed' })[0];
  const subnets = subnetsOf(inventory, environment.id);
  const frame = frames(environment, vpc, subnets);
  const cards = subnets.map(subnetCard);
  const tenants = TENANTS.flatMap((type) =>
    inventory.resources({ type, environment: environment.id, mode: 'managed' }),
  ).flatMap((resource) => tenantCard(inventory, resource, subnets));
  const across = inTiers([
    ...tenants.filter(({ group }) => group?.startsWith(ACROSS)),
    ...endpointCards(inventory, environment.id, acrossId('Intra')),
  ]);
  const gateways = gatewayCards(inventory, environment.id);
  const nodes = [
    ...gateways,
    ...inTierOrder(subnets).flatMap(({ zone, tier }) =>
      [...cards, ...tenants].filter(({ group }) => group === tierId(zone, tier)),
    ),
    ...across,
  ];
  const groups = [...frame, ...acrossGroups(across)];
  const zones = zonesOf(subnets);
  return {
    kind: 'network',
    title: `Network of ${environment.id}`,
    subtitle: [...placeOf(environment), ...(vpc === undefined ? [] : [`VPC ${rangesOf(vpc).join(', ')}`])].join(', '),
    description: describeNetwork(environment, zones, subnets, across),
    direction: 'up',
    groups,
    nodes,
    edges: ways(inventory, subnets, gateways),
    nested: 'down',
    notes: vpc === undefined ? ['This environment has no VPC.'] : [],
  };
}

const ZONES = 'vpc/zones';
const ACROSS = 'vpc/across';
const INTERNET: DiagramNode = { id: 'internet', kind: 'external', name: 'Internet', facts: [] };

function frames(
  environment: EnvironmentPart,
  vpc: Resource | undefined,
  subnets: readonly SubnetPart[],
): DiagramGroup[] {
  if (vpc === undefined) return [];
  const account: DiagramGroup = {
    id: 'account',
    kind: 'account',
    name: 'Account',
    ...(environment.account === undefined ? {} : { address: environment.account }),
    facts: [environment.region].filter((region) => region !== undefined),
  };
  const frame: DiagramGroup = {
    id: 'vpc',
    kind: 'vpc',
    name: 'VPC',
    address: rangesOf(vpc).join(', '),
    facts: [],
    parent: 'account',
  };
  const zones = zonesOf(subnets).map((zone): DiagramGroup => {
    return { id: `vpc/${zone}`, kind: 'zone', name: `Zone ${zone}`, facts: [], parent: ZONES };
  });
  const tiers = inTierOrder(subnets).map(({ zone, tier }): DiagramGroup => {
    return {
      id: tierId(zone, tier),
      kind: 'network',
      name: tier,
      facts: [],
      parent: `vpc/${zone}`,
      arrange: { columns: 2 },
    };
  });
  const row: DiagramGroup = {
    id: ZONES,
    kind: 'zone',
    name: 'Zones',
    facts: [],
    parent: 'vpc',
    arrange: 'right',
    frameless: true,
  };
  return [account, frame, row, ...zones, ...tiers];
}

function subnetCard({ resource, tier, zone, cidr, way }: SubnetPart): DiagramNode {
  const leads = { aws_nat_gateway: 'to the internet by NAT', aws_internet_gateway: 'open to the internet' };
  const fact = way === undefined ? 'no way to the internet' : leads[way.type as keyof typeof leads];
  return {
    id: partId(resource),
    kind: 'network',
    name: 'Subnet',
    address: cidr,
    facts: [fact],
    group: tierId(zone, tier),
  };
}

/** A card in the tier where its resource lies, or below the zones if it lies in several. */
function tenantCard(inventory: Inventory, resource: Resource, subnets: readonly SubnetPart[]): DiagramNode[] {
  const homes = subnetsUnder(inventory, resource).flatMap((home) => subnets.find((one) => one.resource === home) ?? []);
  const [home] = homes;
  if (home === undefined) return [];
  const group = homes.length === 1 ? tierId(home.zone, home.tier) : acrossId(home.tier);
  const card = describe(resource, inventory, group);
  if (card === undefined) return [];
  const all = new Set(subnets.map(({ zone }) => zone)).size;
  const some = homes.length > 1 && homes.length < all ? [`in ${homes.map(({ zone }) => zone).join(', ')}`] : [];
  return [{ ...card, facts: [...card.facts, ...some] }];
}

function acrossId(tier: string): string {
  return `${ACROSS}/${tier}`;
}

/** Frames around cards that span zones, one for each tier. */
function acrossGroups(cards: readonly DiagramNode[]): DiagramGroup[] {
  const ids = [...new Set(cards.flatMap(({ group }) => group ?? []))];
  if (ids.length === 0) return [];
  const outer: DiagramGroup = { id: ACROSS, kind: 'zone', name: 'Across zones', facts: [], parent: 'vpc' };
  const inner = ids.map((id): DiagramGroup => {
    return {
      id,
      kind: 'network',
      name: id.slice(ACROSS.length + 1),
      facts: [],
      parent: ACROSS,
      arrange: { columns: 4 },
    };
  });
  return [outer, ...inner];
}

function inTiers(cards: readonly DiagramNode[]): DiagramNode[] {
  const rank = ({ group }: DiagramNode) => rankOf(group?.slice(ACROSS.length + 1) ?? '');
  return [...cards].sort((a, b) => rank(a) - rank(b));
}

function gatewayCards(inventory: Inventory, environment: string): DiagramNode[] {
  const gateways = inventory
    .resources({ type: 'aws_internet_gateway', environment, mode: 'managed' })
    .flatMap((gateway) => describe(gateway, inventory, 'account') ?? []);
  return gateways.length === 0 ? [] : [INTERNET, ...gateways];
}

/** Ways to the internet: from private subnets to NAT gateways, from public ones to the internet gateway. */
function ways(inventory: Inventory, subnets: readonly SubnetPart[], gateways: readonly DiagramNode[]): DiagramEdge[] {
  const shown = new Set([...gateways.map(({ id }) => id), ...inventory.ofType('aws_nat_gateway').map(partId)]);
  const routes = subnets.flatMap(({ resource, way }): DiagramEdge[] => {
    if (way === undefined || !shown.has(partId(way))) return [];
    return [
      {
        from: partId(resource),
        to: partId(way),
        label: [],
        line: 'solid',
      },
    ];
  });
  const out = gateways
    .filter(({ id }) => id !== INTERNET.id)
    .map(({ id }): DiagramEdge => ({ from: id, to: INTERNET.id, label: [], line: 'solid' }));
  return [...out, ...routes];
}

function inTierOrder(subnets: readonly SubnetPart[]): SubnetPart[] {
  return [...subnets].sort(
    (a, b) =>
      compare(a.zone, b.zone) || rankOf(a.tier) - rankOf(b.tier) || compare(a.tier, b.tier) || compare(a.cidr, b.cidr),
  );
}

function rankOf(tier: string): number {
  return TIERS.includes(tier) ? TIERS.indexOf(tier) : TIERS.length;
}

function zonesOf(subnets: readonly SubnetPart[]): string[] {
  return [...new Set(subnets.map(({ zone }) => zone))].sort();
}

function tierId(zone: string, tier: string): string {
  return `vpc/${zone}/${tier}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function describeNetwork(
  environment: EnvironmentPart,
  zones: readonly string[],
  subnets: readonly SubnetPart[],
  across: readonly DiagramNode[],
): string {
  const tiers = TIERS.filter((tier) => subnets.some((subnet) => subnet.tier === tier));
  const shared = across.length === 0 ? '' : ` Across zones: ${across.map(({ name }) => name).join(', ')}.`;
  return `${environment.id} has ${counted(zones.length, 'zone')} (${zones.join(', ')}), each with the tiers ${tiers.join(', ')}.${shared}`;
}
