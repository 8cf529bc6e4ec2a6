import { trafficChains } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { reachabilityOf } from '../reachability-of.ts';
import type { Requirement } from '../requirement.ts';
import { applicationBalancers } from './load-balancers.ts';
import { goesThroughIstio, isSecureInside } from './mesh.ts';
import { WORKLOADS } from './stages.ts';

/** How requests travel. */
export const TRAFFIC: readonly Requirement[] = [
  {
    id: 'TRF-EXT',
    section: 'Traffic',
    title: 'From outside',
    statement:
      'External: Cloudflare → Route 53 → load balancer → EKS (through Istio). The load balancer accepts Cloudflare only.',
    stages: WORKLOADS,
    parts: [
      { name: 'from Cloudflare to target groups', check: leadsToTargets },
      { name: 'from load balancers to nodes', check: leadsToNodes },
      { name: 'Istio behind the target groups', check: goesThroughIstio },
    ],
  },
  {
    id: 'TRF-INT',
    section: 'Traffic',
    title: 'Inside',
    statement: 'Internal: secure service-to-service communication through Istio.',
    stages: WORKLOADS,
    parts: [{ name: 'the mesh', check: isSecureInside }],
  },
];

/** Each public name, hop by hop; those that Cloudflare serves reach only what admits Cloudflare alone. */
function leadsToTargets(one: EnvironmentExamination): void {
  const stacks = new Set(one.resources({ type: 'cloudflare_dns_record' }).map(({ stack }) => stack));
  const chains = trafficChains(one.inventory).filter(({ hops }) => stacks.has(hops[0]?.stack ?? ''));
  if (!chains.some(({ guests }) => guests === 'cloudflare'))
    one.lacks('expected a public name behind Cloudflare, found none');
  for (const { host, hops, problems } of chains) {
    const [name] = hops;
    const last = hops.at(-1);
    if (name === undefined || last === undefined) continue;
    const way = hops.map(({ kind }) => kind).join(' → ');
    one.holds(
      name,
      `a sound way from ${host} to a target group`,
      way,
      last.kind === 'target-group' && problems.length === 0,
    );
    for (const problem of problems) one.lacks(problem);
  }
}

/** Ports of Istio's gateway: requests, and its health. https://istio.io/latest/docs/ops/deployment/application-requirements/ */
const GATEWAY = { requests: 443, health: 15021 };

function leadsToNodes(one: EnvironmentExamination): void {
  const reachability = reachabilityOf(one.inventory);
  for (const balancer of applicationBalancers(one)) {
    const groups = reachability.groupsOf(balancer);
    const open = reachability.connections.filter(
      ({ from, to, verdict }) =>
        verdict === 'open' &&
        from.kind === 'group' &&
        groups.includes(from.resource) &&
        to.kind === 'group' &&
        reachability.membersOf(to.resource).some(({ type }) => type === 'aws_eks_node_group'),
    );
    for (const [use, port] of Object.entries(GATEWAY)) {
      const isOpen = open.some(({ ports: { from = 0, to = 0 } }) => from <= port && port <= to);
      one.holds(balancer, `a way to nodes for ${use}`, isOpen ? `port ${port}` : 'none', isOpen);
    }
  }
  if (applicationBalancers(one).length === 0) one.lacks('expected load balancers, found none');
}
