import type { Inventory, Resource } from '@smile/inventory';
import type { DiagramEdge, DiagramGroup, DiagramModel, DiagramNode } from '../model.ts';
import { listName } from '../parts/address-lists.ts';
import { describe } from '../parts/describe.ts';
import { type DnsTarget, dnsTargets } from '../parts/dns.ts';
import { ownerCard } from '../parts/owners.ts';
import { reachOf } from '../parts/security-groups.ts';
import { counted } from '../words.ts';
import { type EnvironmentPart, placeOf } from './environments.ts';

const BY_RULE = 'let through by security groups; what runs there becomes a target by itself';

/** The way of a request from outside: Cloudflare, Route 53, load balancer, target group, cluster. */
export function trafficPicture(inventory: Inventory, environment: EnvironmentPart): DiagramModel {
  const balancers = inventory.resources({ type: 'aws_lb', environment: environment.id, mode: 'managed' });
  const targets = dnsTargets(inventory, environment.id);
  const links = [
    ...entryLinks(inventory, targets),
    ...nameLinks(targets),
    ...balancers.flatMap((balancer) => balancerLinks(inventory, balancer)),
    ...gatewayLinks(inventory, environment.id),
  ];
  const cards = new Map<string, DiagramNode>();
  for (const { from, to } of links) for (const node of [from, to]) cards.set(node.id, node);
  const nodes = [...cards.values()];
  const used = new Set(nodes.flatMap(({ group }) => group ?? []));
  return {
    kind: 'traffic',
    title: `Way of a request into ${environment.id}`,
    subtitle: placeOf(environment).join(', '),
    description:
      links.length === 0
        ? 'Nothing of this environment is reachable from outside.'
        : links.map(({ from, to }) => `${from.name} leads to ${to.name}.`).join(' '),
    direction: 'right',
    groups: GROUPS.filter(({ id }) => used.has(id)),
    nodes: nodes.length === 0 ? [NOTHING] : nodes,
    edges: links.map(({ from, to, label, rule }): DiagramEdge => {
      const line = rule === true ? ({ line: 'dashed', meaning: BY_RULE } as const) : ({ line: 'solid' } as const);
      return { from: from.id, to: to.id, label: label ?? [], ...line };
    }),
    notes: [],
  };
}

interface TrafficLink {
  readonly from: DiagramNode;
  readonly to: DiagramNode;
  readonly label?: readonly string[];
  /** Whether it is only known that traffic may pass. */
  readonly rule?: boolean;
}

const GROUPS: readonly DiagramGroup[] = [
  { id: 'cloudflare', kind: 'edge', name: 'Cloudflare', facts: [] },
  { id: 'dns', kind: 'edge', name: 'Route 53', facts: [] },
  { id: 'balancers', kind: 'loadBalancer', name: 'Load balancers', facts: [] },
  { id: 'clusters', kind: 'kubernetes', name: 'Behind it', facts: [] },
];

const USERS: DiagramNode = { id: 'users', kind: 'external', name: 'Users', facts: ['browsers and mobile apps'] };
const NOTHING: DiagramNode = {
  id: 'nothing',
  kind: 'external',
  name: 'Nothing is reachable from outside',
  facts: ['no DNS record of this environment leads to a load balancer'],
};

/** Users enter where a name is public and nothing of ours stands before it. */
function entryLinks(inventory: Inventory, targets: readonly DnsTarget[]): TrafficLink[] {
  const behind = new Set(targets.flatMap(({ to }) => to ?? []));
  return targets
    .filter((target) => !behind.has(target.id))
    .map((target) => ({ from: visitors(inventory, target, targets), to: dnsCard(target), label: ['HTTPS'] }));
}

/** Who comes by a name: anybody where Cloudflare stands before it, otherwise whom the load balancer admits. */
function visitors(inventory: Inventory, target: DnsTarget, all: readonly DnsTarget[]): DiagramNode {
  const { balancer } = all.find(({ id }) => id === target.to) ?? target;
  const admitted = balancer === undefined ? [] : admittedBy(inventory, balancer);
  if (target.proxied || admitted.length === 0) return USERS;
  return {
    id: `visitors/${admitted.join(', ')}`,
    kind: 'external',
    name: admitted.join(', '),
    facts: ['from listed addresses only'],
  };
}

/** Whom the security groups of a load balancer let in, by the names of address lists. */
function admittedBy(inventory: Inventory, balancer: Resource): string[] {
  const own = inventory.references(balancer).filter(({ type }) => type === 'aws_security_group');
  const lists = reachOf(inventory, balancer.environment ?? '').flatMap(({ from, to }) =>
    'resource' in to && own.includes(to.resource) && 'resource' in from ? [listName(from.resource)] : [],
  );
  return [...new Set(lists)].sort();
}

function nameLinks(targets: readonly DnsTarget[]): TrafficLink[] {
  return targets.flatMap((target): TrafficLink[] => {
    const next = targets.find(({ id }) => id === target.to);
    return next === undefined ? [] : [{ from: dnsCard(target), to: dnsCard(next) }];
  });
}

function dnsCard({ id, provider, purpose, names, proxied, protections }: DnsTarget): DiagramNode {
  const cloudflare = provider === 'cloudflare';
  return {
    id,
    kind: 'edge',
    name: cloudflare ? `${purpose} names` : `${purpose} origin`,
    facts: [...(cloudflare ? [proxied ? 'proxied' : 'name only, not proxied'] : []), ...protections],
    hostNames: names,
    group: cloudflare ? 'cloudflare' : 'dns',
  };
}

/** From the names of a load balancer over its listeners to its targets, and to what its security group may reach. */
function balancerLinks(inventory: Inventory, balancer: Resource): TrafficLink[] {
  const card = balancerCard(inventory, balancer);
  if (card === undefined) return [];
  const listeners = inventory.referencedBy(balancer).filter(({ type }) => type === 'aws_lb_listener');
  const rules = listeners
    .flatMap((one) => inventory.referencedBy(one))
    .filter(({ type }) => type === 'aws_lb_listener_rule');
  const groups = [...new Set([...listeners, ...rules].flatMap((one) => inventory.references(one)))].filter(
    ({ type }) => type === 'aws_lb_target_group',
  );
  const names = dnsTargets(inventory, balancer.environment ?? '')
    .filter(({ balancer: target }) => target === balancer)
    .map((target): TrafficLink => ({ from: dnsCard(target), to: card }));
  const clusters = clustersBehind(inventory, balancer);
  return [
    ...names,
    ...groups.flatMap((group): TrafficLink[] => {
      const target = describe(group, inventory, 'balancers');
      if (target === undefined) return [];
      return [{ from: card, to: target }, ...behind(inventory, group, target, clusters)];
    }),
  ];
}

/** Targets that the code names, or else those that may become targets. */
function behind(
  inventory: Inventory,
  group: Resource,
  target: DiagramNode,
  reached: readonly DiagramNode[],
): TrafficLink[] {
  const attached = inventory
    .referencedBy(group)
    .filter(({ type }) => type === 'aws_lb_target_group_attachment')
    .flatMap((attachment) => inventory.references(attachment))
    .filter(({ type }) => type === 'aws_instance')
    .flatMap((host) => describe(host, inventory, 'clusters') ?? []);
  if (attached.length > 0) return attached.map((to) => ({ from: target, to }));
  return reached.map((to) => ({ from: target, to, rule: true }));
}

function balancerCard(inventory: Inventory, balancer: Resource): DiagramNode | undefined {
  const card = describe(balancer, inventory, 'balancers');
  if (card === undefined) return undefined;
  const guarded = inventory.referencedBy(balancer).some(({ type }) => type === 'aws_wafv2_web_acl_association');
  const listeners = inventory.referencedBy(balancer).filter(({ type }) => type === 'aws_lb_listener');
  const mutual = listeners.some(({ values }) => JSON.stringify(values.mutual_authentication ?? '').includes('verify'));
  const admitted = admittedBy(inventory, balancer);
  const facts = [
    admitted.length === 0 ? undefined : `admits ${admitted.join(', ')} only`,
    guarded ? 'WAF in front' : undefined,
    mutual ? 'asks Cloudflare for its certificate' : undefined,
  ];
  return { ...card, facts: [...card.facts, ...facts.filter((fact) => fact !== undefined)] };
}

/** Clusters and hosts that the security groups of a load balancer may reach. */
function clustersBehind(inventory: Inventory, balancer: Resource): DiagramNode[] {
  const own = inventory.references(balancer).filter(({ type }) => type === 'aws_security_group');
  return reachOf(inventory, balancer.environment ?? '').flatMap(({ from, to }) =>
    'resource' in from && own.includes(from.resource) && 'resource' in to
      ? [{ ...ownerCard(inventory, to.resource), group: 'clusters' }]
      : [],
  );
}

/** API Gateway leads to load balancers over its VPC link. */
function gatewayLinks(inventory: Inventory, environment: string): TrafficLink[] {
  return inventory.resources({ type: 'aws_apigatewayv2_api', environment, mode: 'managed' }).flatMap((api) => {
    const card = describe(api, inventory);
    const integrations = inventory.referencedBy(api).filter(({ type }) => type === 'aws_apigatewayv2_integration');
    const listeners = integrations
      .flatMap((one) => inventory.references(one))
      .filter(({ type }) => type === 'aws_lb_listener');
    const balancers = listeners.flatMap((one) => inventory.references(one)).filter(({ type }) => type === 'aws_lb');
    if (card === undefined) return [];
    return [...new Set(balancers)].flatMap((balancer): TrafficLink[] => {
      const to = balancerCard(inventory, balancer);
      return to === undefined ? [] : [{ from: card, to, label: [counted(integrations.length, 'integration')] }];
    });
  });
}
