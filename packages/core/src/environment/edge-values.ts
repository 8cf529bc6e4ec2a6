import { z } from 'zod';
import type { Days } from '../units.ts';
import { type ApiGatewayValues, apiGatewaySchema } from './api-gateway-values.ts';
import { days, oneOf, shown, text } from './checks.ts';

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
   * Cloudflare's certificate covers no deeper one. The words are those of `HOST_WORDS` and part of Terraform addresses. At most ten.
   */
  readonly hosts: Readonly<Record<string, string>>;
}

/** What one web ACL lets through. Visitors and operators have one each: a value for one never weakens the other. */
export interface WebAclValues {
  /** Requests that one client may make in five minutes, from 10. A district or a mobile carrier behind one address is one client. */
  readonly requestsPerClient: number;
  /** Tries to sign in that one client may make in five minutes, from 10. @default - signing in is a request like any */
  readonly signInsPerClient?: number;
  /** Managed rules that only count besides those of {@link EdgeValues.codeHosts}, as in `CrossSiteScripting_BODY`. @default - none */
  readonly countOnly?: readonly string[];
  /** Countries, as in `ID`, from which requests are taken. @default - all */
  readonly countries?: readonly string[];
}

/** Levels of a Cloudflare plan. They decide which fields and how many rules a zone may have. */
export const CLOUDFLARE_PLANS = ['free', 'pro', 'business', 'enterprise'] as const;

/** One of {@link CLOUDFLARE_PLANS}. */
export type CloudflarePlan = (typeof CLOUDFLARE_PLANS)[number];

/** What a Cloudflare zone has once; its owner makes it. */
export interface ZoneValues {
  /** Hosts in the zone whose static files Cloudflare may keep. */
  readonly frontendHosts: readonly string[];
}

/** A host whose ordinary requests carry source code, in bodies, queries and paths. */
export interface CodeHost {
  /** As in `git.smile.example`. */
  readonly host: string;
  /** As in `pushes carry source code`. */
  readonly because: string;
}

/** A program that calls a public host. It signs in nowhere and comes from no office, so an allow-list of people shuts it out. */
export interface MachineCaller {
  /** As in `Jenkins of staging`. */
  readonly caller: string;
  /** Public name that it calls. */
  readonly host: string;
  /** As in `asks for new commits once a minute`. */
  readonly because: string;
}

/** The way in from the internet. */
export interface EdgeValues {
  readonly cloudflare: {
    /** Domain of the Cloudflare zone, as in `smile-uat.example`: every public name of the environment is one level below it. */
    readonly domain: string;
    /** Plan that the zone is on. A rule that it does not include is refused at synth and in the rehearsal. */
    readonly plan: CloudflarePlan;
    /** 32 hexadecimal digits, from the zone's overview page. The token is no value: `CLOUDFLARE_API_TOKEN` in the pipeline. */
    readonly zoneId: string;
    /** 32 hexadecimal digits, from the same page. */
    readonly accountId: string;
    /**
     * Whether this environment makes what the zone has once. Exactly one of those with names in the zone does; only environments
     * that the same pipeline deploys share a zone (docs/adr/0020-a-cloudflare-zone-per-environment.md).
     */
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
  /**
   * Hosts that take source code, in the environment and in its zone: Cloudflare's rules and rates and the web ACL leave them alone
   * together. Environments with names in one zone have one list. @default - none
   */
  readonly codeHosts?: readonly CodeHost[];
  /** Programs of the environment that call public hosts, of this or of another environment. @default - none */
  readonly machineCallers?: readonly MachineCaller[];
  readonly webAcls: {
    /** In front of what Cloudflare calls. */
    readonly visitors: WebAclValues;
    /** In front of consoles, which take queries and scripts. Needed where a load balancer admits operators. @default - none */
    readonly operators?: WebAclValues;
  };
  /** Defined, and switched on by its values (APP-APIGW); it calls what the web load balancer serves. */
  readonly apiGateway: ApiGatewayValues;
  /** How long it is kept what the web ACLs blocked and what names hosts asked for. */
  readonly logRetention: Days;
}

const HEX_ID = /^[0-9a-f]{32}$/;
const CERTIFICATE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HOST = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
const HOST_OR_WILDCARD = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
const WORD = /^[A-Z][A-Za-z0-9]*$/;

/** ACM lets a certificate have so many names. */
const MOST_HOSTS = 10;

const hexId = text(
  '32 hexadecimal digits',
  (value) => HEX_ID.test(value),
  "copy them from the zone's overview page at Cloudflare",
);
const host = text('a host name in lower case', (value) => HOST.test(value), 'use a name such as app.smile.example');
const flag = z.boolean({ error: (issue) => `expected true or false, got ${shown(issue.input)}` });

const publicHost = text(
  'a host name in lower case',
  (value) => HOST_OR_WILDCARD.test(value),
  'use a name such as app.smile.example',
);

const hosts = z.record(z.string(), publicHost).check((context) => {
  const words = Object.keys(context.value);
  const report = (message: string) => {
    context.issues.push({ code: 'custom', input: context.value, message });
  };
  if (words.length < 1 || words.length > MOST_HOSTS) {
    report(`expected 1 to ${MOST_HOSTS} hosts, got ${words.length}; a certificate holds no more`);
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

const rate = z
  .int({ error: (issue) => `expected a whole number, got ${shown(issue.input)}; WAF counts over five minutes` })
  .min(10, { error: (issue) => `expected at least 10, got ${shown(issue.input)}; WAF counts over five minutes` });

const webAcl = z.strictObject({
  requestsPerClient: rate,
  signInsPerClient: rate.optional(),
  countOnly: z.array(z.string()).optional(),
  countries: z
    .array(text('a country code of two capitals', (value) => /^[A-Z]{2}$/.test(value), 'write FR for France'))
    .optional(),
});

/** Checks {@link EdgeValues}. */
export const edgeSchema = z.strictObject({
  cloudflare: z.strictObject({
    domain: text('a domain in lower case', (value) => HOST.test(value), 'use a name such as smile-uat.example'),
    plan: oneOf(CLOUDFLARE_PLANS, 'the overview page of the zone shows its plan'),
    zoneId: hexId,
    accountId: hexId,
    ownsZone: flag,
    zone: z.strictObject({ frontendHosts: z.array(host) }).optional(),
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
  codeHosts: z.array(z.strictObject({ host, because: z.string() })).optional(),
  machineCallers: z.array(z.strictObject({ caller: z.string(), host, because: z.string() })).optional(),
  webAcls: z.strictObject({ visitors: webAcl, operators: webAcl.optional() }),
  apiGateway: apiGatewaySchema,
  logRetention: days({ min: 1, max: 3650 }, 'attacks are looked into within weeks'),
});
