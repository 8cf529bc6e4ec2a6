import type { KubernetesObject, Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { covers, hostsOfRule } from '../../reading/entrances.ts';
import { found, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

const NETWORKING = /^networking\.istio\.io\//;

export const routeHosts: Rule = {
  id: 'SMILE_K8S_ROUTE_HOST',
  family: 'kubernetes',
  severity: 'medium',
  title: 'Every VirtualService host has a listener rule at the load balancer',
  what: 'Every gateway that a VirtualService names exists, and each of its hosts is one that a rule of a listener of its environment forwards, where such rules were read. Routes inside the mesh alone are left out, and so is what only a plan of one stack shows.',
  why: 'A misspelt host is a route that nobody reaches, while the host that people use ends in 404.',
  remedy: 'Take the host from the values of the edge.',
  source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/',
  check: (context) => objectsOf(context, 'VirtualService', NETWORKING).flatMap((route) => problemsOf(context, route)),
};

function problemsOf(context: RuleContext, route: KubernetesObject): readonly Violation[] {
  const block = new Block(route.spec);
  const gateways = block.texts('gateways').filter((name) => name !== 'mesh');
  const served = servedHosts(context, route.resource);
  const isServed = (host: string) => served.some((pattern) => covers(pattern, host) || isBelow(pattern, host));
  if (gateways.length === 0) {
    const lost = block.texts('hosts').filter(isServed);
    return found(
      route,
      lost.map((host) => `names no gateway for the host ${host}, which a listener forwards`),
    );
  }
  const missing = gateways
    .filter((name) => !exists(context, route, name))
    .map((name) => `gateway ${name} does not exist`);
  const hosts = block.texts('hosts').filter((host) => served.length > 0 && !isServed(host));
  const empty = block.count('hosts') === 0 ? ['must have hosts'] : [];
  return found(route, [...empty, ...missing, ...hosts.map((host) => `no listener forwards the host ${host}`)]);
}

/** A route for every name below a domain answers those that a listener forwards, as in `app-*.smile.example` of `*.smile.example`. */
function isBelow(pattern: string, host: string): boolean {
  return host.startsWith('*.') && pattern.includes('*') && pattern.endsWith(host.slice(1));
}

/** A name without namespace is in that of the route. */
function exists(context: RuleContext, { cluster, namespace }: KubernetesObject, name: string): boolean {
  const [home, own] = name.includes('/') ? name.split('/') : [namespace, name];
  const known = objectsOf(context, 'Gateway', NETWORKING).filter((one) => one.cluster === cluster);
  return known.length === 0 || known.some((one) => one.namespace === home && one.name === own);
}

/** Hosts in the rules of the environment's listeners; a route may be for fewer hosts than its listener. */
function servedHosts({ resources }: RuleContext, { environment }: Resource): readonly string[] {
  return resources('aws_lb_listener_rule')
    .filter((rule) => rule.environment === environment)
    .flatMap(hostsOfRule);
}
