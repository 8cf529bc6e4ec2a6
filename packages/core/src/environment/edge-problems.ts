import { shown } from './checks.ts';
import type { EdgeValues } from './edge-values.ts';
import { hostWord } from './host-words.ts';

/** Environment, as far as the names of its edge depend on it. */
export interface EdgeSurroundings {
  readonly edge?: EdgeValues | undefined;
  readonly gitServer?: { readonly host: string; readonly registryHost?: string | undefined } | undefined;
}

/** A public name, and where the values say so. */
interface NamedHost {
  readonly at: string;
  readonly word: string;
  readonly host: string;
  readonly admits: 'cloudflare' | 'operators';
}

/** What a schema of one value cannot see: names against the domain, against each other, against who is let in. */
export function edgeProblems({ edge, gitServer }: EdgeSurroundings): string[] {
  if (edge === undefined) return [];
  const { apiGateway, cloudflare, originDomain } = edge;
  const { domain } = cloudflare;
  const hosts = hostsOf(edge);
  const all = [...hosts, ...(apiGateway === 'off' ? [] : [{ at: 'edge.apiGateway.host', host: apiGateway.host }])];
  return [
    ...all.flatMap(({ at, host }) => depthProblems(at, host, domain)),
    ...hosts.flatMap(audienceProblems),
    ...originProblems(originDomain, domain),
    ...all.flatMap(({ at, host: name }, index) => {
      const first = all.findIndex((other) => other.host === name);
      return first === index ? [] : [`${at}: ${name} is already at ${all[first]?.at}; give each name to one`];
    }),
    ...gatewayProblems(edge, hosts),
    ...ownerProblems(edge),
    ...zoneNameProblems(edge),
    ...aclProblems(edge, hosts),
    ...gitProblems(edge, gitServer),
  ];
}

/** The public names of load balancers. */
export function hostsOf({ loadBalancers }: EdgeValues): readonly NamedHost[] {
  return Object.entries(loadBalancers).flatMap(([name, { admits, hosts }]) =>
    Object.entries(hosts).map(([word, host]) => ({
      at: `edge.loadBalancers.${name}.hosts.${word}`,
      word,
      host,
      admits,
    })),
  );
}

function depthProblems(at: string, name: string, domain: string): string[] {
  const label = name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : '';
  if (label !== '' && !label.includes('.')) return [];
  return [
    `${at}: expected a name one level below ${domain}, got ${shown(name)}; Cloudflare's certificate covers no deeper one, so write app.${domain}`,
  ];
}

/** A host is for whom its word says, whichever load balancer it is put on. */
function audienceProblems({ at, word, host, admits }: NamedHost): string[] {
  const known = hostWord(word);
  if (known === undefined) {
    return [`${at}: nobody knows whom ${shown(word)} is for; add it with its audience to host-words.ts`];
  }
  const [label] = host.split('.');
  const problems: string[] = [];
  if (label !== known.label) {
    problems.push(`${at}: expected a name that begins with ${known.label}., got ${shown(host)}; rules know it by that`);
  }
  if (known.audience === 'operators' && admits !== 'operators') {
    problems.push(
      `${at}: ${word} is for operators, but ${admits} is let in; put it on a load balancer that admits operators`,
    );
  }
  if (known.audience === 'visitors' && admits !== 'cloudflare') {
    problems.push(
      `${at}: ${word} is for visitors, but only operators are let in; put it on a load balancer that admits cloudflare`,
    );
  }
  return problems;
}

function originProblems(originDomain: string, domain: string): string[] {
  if (originDomain.endsWith(`.${domain}`)) return [];
  return [
    `edge.originDomain: expected a domain below ${domain}, got ${shown(originDomain)}; ${domain} delegates it, as in origin-prd.${domain}`,
  ];
}

/** API Gateway reads the issuer's discovery document when the authorizer is made, from AWS's own addresses. */
function gatewayProblems({ apiGateway, loadBalancers, cloudflare }: EdgeValues, hosts: readonly NamedHost[]): string[] {
  if (apiGateway === 'off') return [];
  const problems: string[] = [];
  if (loadBalancers.web?.admits !== 'cloudflare') {
    problems.push("edge.apiGateway: needs a load balancer web that admits cloudflare; add it, or switch it 'off'");
  }
  if (apiGateway.jwt === undefined) return problems;
  const issuer = new URL(apiGateway.jwt.issuer).hostname;
  const found = hosts.find(({ host }) => host === issuer);
  const isOurs = issuer.endsWith(`.${cloudflare.domain}`);
  if (found?.admits === 'operators' || (found === undefined && isOurs)) {
    const why = found === undefined ? 'no load balancer serves it' : `${found.at} lets in operators only`;
    problems.push(
      `edge.apiGateway.jwt.issuer: API Gateway must read ${issuer} over the internet, but ${why}; name a host of a load balancer that admits cloudflare`,
    );
  }
  return problems;
}

function ownerProblems({ cloudflare: { ownsZone, zone } }: EdgeValues): string[] {
  if (ownsZone && zone === undefined) {
    return ['edge.cloudflare.zone: expected values, got nothing; the owner of the zone says how it serves all hosts'];
  }
  if (!ownsZone && zone !== undefined) {
    return ['edge.cloudflare.zone: only the owner of the zone has it; remove it, or set ownsZone'];
  }
  return [];
}

function zoneNameProblems({ cloudflare: { zone, domain }, codeHosts = [] }: EdgeValues): string[] {
  const names = [
    ...(zone?.frontendHosts ?? []).map((host, index) => ({ at: `edge.cloudflare.zone.frontendHosts[${index}]`, host })),
    ...codeHosts.map(({ host }, index) => ({ at: `edge.codeHosts[${index}].host`, host })),
  ];
  return names
    .filter(({ host }) => !host.endsWith(`.${domain}`))
    .map(
      ({ at, host }) =>
        `${at}: expected a name below ${domain}, got ${shown(host)}; rules of a zone see its own hosts only`,
    );
}

function aclProblems(
  { webAcls: { visitors, operators }, codeHosts = [] }: EdgeValues,
  hosts: readonly NamedHost[],
): string[] {
  const problems: string[] = [];
  if (operators === undefined && hosts.some(({ admits }) => admits === 'operators')) {
    problems.push('edge.webAcls.operators: expected values, got nothing; consoles have limits of their own');
  }
  if (visitors.signInsPerClient === undefined && hosts.some(({ word }) => word === 'Auth')) {
    problems.push(
      'edge.webAcls.visitors.signInsPerClient: expected a number, got nothing; passwords are tried where Auth is',
    );
  }
  const visited = hosts.filter(({ admits }) => admits === 'cloudflare').map(({ host }) => host);
  const taking = codeHosts.filter(({ host }) => visited.includes(host));
  if (taking.length > 0 && taking.length < visited.length) {
    const others = visited.filter((host) => !taking.some((one) => one.host === host));
    problems.push(
      `edge.codeHosts: ${taking.map(({ host }) => host).join(', ')} shares its web ACL with ${others.join(', ')}, which would lose their inspection; serve it from an environment of its own`,
    );
  }
  return problems;
}

function gitProblems(edge: EdgeValues, gitServer: EdgeSurroundings['gitServer']): string[] {
  return Object.entries(edge.loadBalancers).flatMap(([name, { serves, hosts: named }]) => {
    if (serves !== 'git') return [];
    const at = `edge.loadBalancers.${name}`;
    if (gitServer === undefined) return [`${at}: serves git, but there is no gitServer; remove one or add the other`];
    return [gitServer.host, ...(gitServer.registryHost === undefined ? [] : [gitServer.registryHost])]
      .filter((needed) => !Object.values(named).includes(needed))
      .map((needed) => `${at}.hosts: ${needed} of gitServer is missing; add it, or nobody reaches it`);
  });
}
