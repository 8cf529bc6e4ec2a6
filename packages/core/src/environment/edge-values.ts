import { z } from 'zod';
import type { Days } from '../units.ts';
import { type ApiGatewayValues, apiGatewaySchema } from './api-gateway-values.ts';
import { days, oneOf, shown, text } from './checks.ts';
import type { Country } from './country.ts';
import { type WaiverGrounds, waiverGrounds } from './waiver-grounds.ts';

/** The load balancers that an environment may have. The names are part of Terraform addresses and of names in AWS. */
export const LOAD_BALANCERS = ['web', 'wms', 'platform', 'data', 'git'] as const;

/** One of {@link LOAD_BALANCERS}. */
export type LoadBalancerName = (typeof LOAD_BALANCERS)[number];

/** A load balancer, who may come in, and the public names it answers to. */
export interface LoadBalancerValues {
  /**
   * `cloudflare`: visitors from anywhere, through Cloudflare and nobody else. `operators`: the country's operator
   * blocks, straight to the load balancer.
   */
  readonly admits: 'cloudflare' | 'operators';
  /** What answers: the gateway of the application or the data cluster, or the Git server. */
  readonly serves: 'application' | 'data' | 'git';
  /**
   * Public names by a fixed word in PascalCase, as in `{ App: 'app.smile.example' }`. One level below the domain, because
   * Cloudflare's certificate covers no deeper one. The words are part of Terraform addresses. At most five.
   */
  readonly hosts: Readonly<Record<string, string>>;
}

/** What the web ACLs of an environment let through. */
export interface WebAclValues {
  /** Requests that one client may make in five minutes, from 10. A district or a mobile carrier behind one address is one client. */
  readonly requestsPerClient: number;
  /** Managed rules that only count, as in `CrossSiteScripting_BODY`. @default - only the size of bodies is let through */
  readonly countOnly?: readonly string[];
  /** Countries, as in `ID`, from which visitors are taken. @default - all */
  readonly countries?: readonly string[];
}

/** What the country's Cloudflare zone has once, whichever environments have names in it. */
export interface ZoneValues {
  /** Hosts, of every environment, whose static files Cloudflare may keep. */
  readonly frontendHosts: readonly string[];
  /** Hosts, of every environment, that Cloudflare lets only operators reach, and what stays open to all. @default - none */
  readonly restrictedHosts?: readonly { readonly host: string; readonly openBelow: readonly string[] }[];
  /** Hosts, of every environment, that Cloudflare's managed rules leave alone, and why. @default - none */
  readonly uninspected?: readonly { readonly host: string; readonly because: string }[];
}

/** The way in from the internet. */
export interface EdgeValues {
  readonly cloudflare: {
    /** 32 hexadecimal digits, from the zone's overview page. The token is no value: `CLOUDFLARE_API_TOKEN` in the pipeline. */
    readonly zoneId: string;
    /** 32 hexadecimal digits, from the same page. */
    readonly accountId: string;
    /** Whether this environment makes what the zone has once. Exactly one of those with names in the zone does. */
    readonly ownsZone: boolean;
    /** Needed by the owner. @default - another environment owns the zone */
    readonly zone?: ZoneValues;
  };
  /** Zone of the origins, as in `origin-prd.smile.example`, delegated to Route 53. Changing it replaces the zone. */
  readonly originDomain: string;
  /** How load balancers know that it is our zone which calls. See docs/runbooks/origin-pull-certificate.md. */
  readonly originPull: {
    /** Certificate authority as PEM, two while one follows the other. Public: never a key. */
    readonly authorities: string;
    /** Id that Cloudflare gave the client certificate when it was uploaded. */
    readonly certificateId: string;
  };
  readonly loadBalancers: Readonly<Partial<Record<LoadBalancerName, LoadBalancerValues>>>;
  /** Words of hosts that production lacks, and why; staging otherwise has the same. @default - none */
  readonly hostsOnlyHere?: Readonly<Record<string, WaiverGrounds>>;
  readonly webAcl: WebAclValues;
  /** Defined, and switched on by its values (APP-APIGW); it calls what the web load balancer serves. */
  readonly apiGateway: ApiGatewayValues;
  /** How long it is kept what the web ACLs blocked and what names hosts asked for. */
  readonly logRetention: Days;
}

const HEX_ID = /^[0-9a-f]{32}$/;
const CERTIFICATE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HOST = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
const WORD = /^[A-Z][A-Za-z0-9]*$/;

/** AWS lets a listener rule have so many values. */
const MOST_HOSTS = 5;

const hexId = text(
  '32 hexadecimal digits',
  (value) => HEX_ID.test(value),
  "copy them from the zone's overview page at Cloudflare",
);
const host = text('a host name in lower case', (value) => HOST.test(value), 'use a name such as app.smile.example');
const flag = z.boolean({ error: (issue) => `expected true or false, got ${shown(issue.input)}` });

const hosts = z.record(z.string(), host).check((context) => {
  const words = Object.keys(context.value);
  const report = (message: string) => {
    context.issues.push({ code: 'custom', input: context.value, message });
  };
  if (words.length < 1 || words.length > MOST_HOSTS) {
    report(`expected 1 to ${MOST_HOSTS} hosts, got ${words.length}; a listener rule takes no more`);
  }
  for (const word of words.filter((one) => !WORD.test(one))) {
    report(`expected words in PascalCase, got ${shown(word)}; they are part of Terraform addresses, as in App`);
  }
});

const loadBalancer = z.strictObject({
  admits: oneOf(['cloudflare', 'operators'], 'nobody else is let in'),
  serves: oneOf(['application', 'data', 'git'], 'it is what stands behind the load balancer'),
  hosts,
});

/** Checks {@link EdgeValues}. */
export const edgeSchema = z.strictObject({
  cloudflare: z.strictObject({
    zoneId: hexId,
    accountId: hexId,
    ownsZone: flag,
    zone: z
      .strictObject({
        frontendHosts: z.array(host),
        restrictedHosts: z.array(z.strictObject({ host, openBelow: z.array(z.string()) })).optional(),
        uninspected: z.array(z.strictObject({ host, because: z.string() })).optional(),
      })
      .optional(),
  }),
  originDomain: text(
    'a domain in lower case',
    (value) => HOST.test(value),
    'use a name such as origin-prd.smile.example',
  ),
  originPull: z.strictObject({
    authorities: z
      .string()
      // Never shown: should it hold a key after all, the error must not spread it.
      .refine((value) => value.includes('BEGIN CERTIFICATE') && !value.includes('PRIVATE KEY'), {
        error: 'expected certificates as PEM and nothing else; paste the authority, never a key',
      }),
    certificateId: text(
      'the id of an uploaded certificate',
      (value) => CERTIFICATE_ID.test(value),
      'upload it as docs/runbooks/origin-pull-certificate.md says',
    ),
  }),
  loadBalancers: z.partialRecord(z.enum(LOAD_BALANCERS), loadBalancer),
  hostsOnlyHere: z.record(z.string(), waiverGrounds).optional(),
  webAcl: z.strictObject({
    requestsPerClient: z
      .int({ error: (issue) => `expected a whole number, got ${shown(issue.input)}; WAF counts over five minutes` })
      .min(10, {
        error: (issue) => `expected at least 10, got ${shown(issue.input)}; WAF counts over five minutes`,
      }),
    countOnly: z.array(z.string()).optional(),
    countries: z
      .array(text('a country code of two capitals', (value) => /^[A-Z]{2}$/.test(value), 'write FR for France'))
      .optional(),
  }),
  apiGateway: apiGatewaySchema,
  logRetention: days({ min: 1, max: 3650 }, 'attacks are looked into within weeks'),
});

/** Environment, as far as the names of its edge depend on it. */
export interface EdgeSurroundings {
  readonly country: Country;
  readonly edge?: EdgeValues | undefined;
  readonly gitServer?: { readonly host: string; readonly registryHost: string } | undefined;
}

/** What a schema of one value cannot see: names against the domain, against each other, against the Git server. */
export function edgeProblems({ country, edge, gitServer }: EdgeSurroundings): string[] {
  if (edge === undefined) return [];
  const balancers = Object.entries(edge.loadBalancers);
  const { apiGateway } = edge;
  const all = [
    ...balancers.flatMap(([name, values]) =>
      Object.entries(values.hosts).map(([word, value]) => ({
        at: `edge.loadBalancers.${name}.hosts.${word}`,
        host: value,
      })),
    ),
    ...(apiGateway === 'off' ? [] : [{ at: 'edge.apiGateway.host', host: apiGateway.host }]),
  ];
  return [
    ...all.flatMap(({ at, host: name }) => depthProblems(at, name, country.domain)),
    ...originProblems(edge.originDomain, country.domain),
    ...all.flatMap(({ at, host: name }, index) => {
      const first = all.findIndex((other) => other.host === name);
      return first === index ? [] : [`${at}: ${name} is already at ${all[first]?.at}; give each name to one`];
    }),
    ...(apiGateway !== 'off' && edge.loadBalancers.web?.admits !== 'cloudflare'
      ? ["edge.apiGateway: needs a load balancer web that admits cloudflare; add it, or switch it 'off'"]
      : []),
    ...ownerProblems(edge),
    ...gitProblems(edge, gitServer),
  ];
}

function depthProblems(at: string, name: string, domain: string): string[] {
  const label = name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : '';
  if (label !== '' && !label.includes('.')) return [];
  return [
    `${at}: expected a name one level below ${domain}, got ${shown(name)}; Cloudflare's certificate covers no deeper one, so write app-uat.${domain}`,
  ];
}

function originProblems(originDomain: string, domain: string): string[] {
  if (originDomain.endsWith(`.${domain}`)) return [];
  return [
    `edge.originDomain: expected a domain below ${domain}, got ${shown(originDomain)}; ${domain} delegates it, as in origin-prd.${domain}`,
  ];
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

function gitProblems(edge: EdgeValues, gitServer: EdgeSurroundings['gitServer']): string[] {
  return Object.entries(edge.loadBalancers).flatMap(([name, { serves, hosts: named }]) => {
    if (serves !== 'git') return [];
    const at = `edge.loadBalancers.${name}`;
    if (gitServer === undefined) return [`${at}: serves git, but there is no gitServer; remove one or add the other`];
    return [gitServer.host, gitServer.registryHost]
      .filter((needed) => !Object.values(named).includes(needed))
      .map((needed) => `${at}.hosts: ${needed} of gitServer is missing; add it, or nobody reaches it`);
  });
}
