import { groupedBy } from './grouped-by.ts';
import type { Inventory } from './inventory.ts';
import type { Resource } from './model.ts';
import { oncePer } from './once-per.ts';
import { blocksAt, follow, followers, isWithinBlock, nameOf, textAt, textsAt } from './traffic-steps.ts';

/** A step of the way from a public name to what answers. */
export interface TrafficHop {
  readonly kind: 'public-name' | 'origin-name' | 'load-balancer' | 'listener' | 'host-rule' | 'target-group';
  readonly stack: string;
  readonly address: string;
}

/** The way from one public name to a target group (TRF-EXT). */
export interface TrafficChain {
  /** As in `app.smile.example`. */
  readonly host: string;
  /** Whom the load balancer at its end admits; by the prefix lists of its security groups. @default - the way ends before one */
  readonly guests?: 'cloudflare' | 'operators';
  /** As far as the way could be followed. */
  readonly hops: readonly TrafficHop[];
  /** What proves the conditions on the way, as `<stack>/<address>`: rules, lists, web ACL, trust store, certificate. */
  readonly evidence: readonly string[];
  /** What is wrong on the way, as sentences; empty when requests arrive, and only those that should. */
  readonly problems: readonly string[];
}

export interface TrafficOptions {
  /** Blocks that belong to Cloudflare; every entry of a Cloudflare list must be one. @default - lists are known by their name */
  readonly cloudflareRanges?: readonly string[];
}

/** Address blocks wider than these let in more than offices or Cloudflare. */
const WIDEST = { ipv4: 8, ipv6: 28 };

/** Where a gateway tells its health; see the target group of `@smile/edge`. */
const HEALTH_PATHS = ['/healthz/ready', '/-/health'];

/**
 * Every way in from the internet, hop by hop: Cloudflare record, Route 53 alias, load balancer, listener, rule, target group.
 *
 * Works on synthesized JSON, plans and states: it follows references, and in a state, which has none, equal values.
 */
export function trafficChains(inventory: Inventory, options?: TrafficOptions): readonly TrafficChain[] {
  return options === undefined ? chainsByDefault(inventory) : chainsOf(inventory, options);
}

const chainsByDefault = oncePer((inventory: Inventory) => chainsOf(inventory, {}));

function chainsOf(inventory: Inventory, options: TrafficOptions): readonly TrafficChain[] {
  return publicNames(inventory).map((record) => new Walk(inventory, options, record).chain());
}

/** What is wrong with the ways in, and load balancers that no public name leads to: one sentence each. */
export function trafficProblems(inventory: Inventory, options?: TrafficOptions): readonly string[] {
  const chains = trafficChains(inventory, options);
  const reached = new Set(chains.flatMap(({ hops }) => hops.map(({ stack, address }) => `${stack}/${address}`)));
  const lost = inventory
    .ofType('aws_lb')
    .filter((balancer) => balancer.values.internal !== true && !reached.has(nameOf(balancer)))
    .map((balancer) => `${nameOf(balancer)} is on the internet, but no public name leads to it; add one, or remove it`);
  return [...chains.flatMap(({ problems }) => problems), ...lost];
}

/** Records that lead somewhere: not those that only prove a name, whose content is known after apply. */
function publicNames(inventory: Inventory): readonly Resource[] {
  return inventory
    .ofType('cloudflare_dns_record')
    .filter(({ values }) => ['A', 'AAAA', 'CNAME'].includes(String(values.type)))
    .filter(({ values }) => values.proxied === true || isOrigin(values.content));
}

function isOrigin(content: unknown): boolean {
  return typeof content === 'string' && !content.includes('${') && !content.endsWith('acm-validations.aws');
}

const recordsByName = oncePer((inventory: Inventory) =>
  groupedBy(inventory.ofType('aws_route53_record'), ({ values }) => textsAt(values, 'name')),
);

const publicRecordsByName = oncePer((inventory: Inventory) =>
  groupedBy(inventory.ofType('cloudflare_dns_record'), ({ values }) => textsAt(values, 'name')),
);

/** Client certificates at Cloudflare that are switched on, by the host that they are for. */
const pullsByHost = oncePer((inventory: Inventory) =>
  groupedBy(inventory.ofType('cloudflare_authenticated_origin_pulls'), ({ values }) =>
    blocksAt(values, 'config').flatMap((one) => (one.enabled === true ? textsAt(one, 'hostname') : [])),
  ),
);

function isWildcard(host: string): boolean {
  return host.startsWith('*.');
}

/** Whether a rule takes some of the names below a wildcard, as `app-*.smile.example` of `*.smile.example`. */
function takesSomeOf(pattern: string, host: string): boolean {
  return isWildcard(host) && pattern.includes('*') && pattern.endsWith(host.slice(1));
}

/** One way, walked from its public name on; each step notes what it finds, and the walk ends where nothing follows. */
class Walk {
  private readonly hops: TrafficHop[] = [];
  private readonly evidence: string[] = [];
  private readonly problems: string[] = [];
  private readonly host: string;
  private guests: TrafficChain['guests'];
  private readonly inventory: Inventory;
  private readonly options: TrafficOptions;
  private readonly record: Resource;

  constructor(inventory: Inventory, options: TrafficOptions, record: Resource) {
    this.inventory = inventory;
    this.options = options;
    this.record = record;
    this.host = String(record.values.name);
  }

  chain(): TrafficChain {
    this.hop('public-name', this.record);
    const alias = this.toOriginName();
    const balancer = alias === undefined ? undefined : this.toLoadBalancer(alias);
    const listener = balancer === undefined ? undefined : this.toListener(balancer);
    const rule = listener === undefined ? undefined : this.toRule(listener);
    if (rule !== undefined && balancer !== undefined) this.toTargetGroup(rule, balancer);
    const { host, guests, hops, evidence, problems } = this;
    return { host, guests, hops, evidence: [...new Set(evidence)], problems };
  }

  private toOriginName(): Resource | undefined {
    const { inventory, record } = this;
    const content = String(record.values.content);
    const alias = recordsByName(inventory)
      .get(content)
      ?.find(({ values }) => blocksAt(values, 'alias').length > 0);
    if (alias === undefined) {
      this.problem(record, `leads to ${content}, which is no alias record of ours; name an origin in Route 53`);
      return undefined;
    }
    this.hop('origin-name', alias);
    this.checkDelegation(alias);
    return alias;
  }

  /** The zone of the origin's name answers only if Cloudflare delegates to it. */
  private checkDelegation(alias: Resource): void {
    const [zone] = follow(this.inventory, alias, 'zone_id', 'aws_route53_zone');
    const named = publicRecordsByName(this.inventory).get(String(zone?.values.name)) ?? [];
    const delegations = named.filter(({ values }) => values.type === 'NS');
    if (zone === undefined || delegations.length === 0) {
      this.problem(alias, 'is in a zone that Cloudflare does not delegate to Route 53; add its NS records');
      return;
    }
    this.prove(zone, ...delegations);
  }

  private toLoadBalancer(alias: Resource): Resource | undefined {
    const [balancer] = follow(this.inventory, alias, 'alias.name', 'aws_lb');
    if (balancer === undefined) {
      this.problem(alias, 'is an alias of no load balancer of ours; point it at one');
      return undefined;
    }
    this.hop('load-balancer', balancer);
    this.checkAdmission(balancer);
    this.checkProxy(balancer);
    this.checkWebAcl(balancer);
    return balancer;
  }

  /** Only prefix lists come in: Cloudflare's, or that of operators, never both and never a block of its own. */
  private checkAdmission(balancer: Resource): void {
    const groups = follow(this.inventory, balancer, 'security_groups', 'aws_security_group');
    const rules = groups.flatMap((group) =>
      followers(this.inventory, group, 'security_group_id', 'aws_vpc_security_group_ingress_rule'),
    );
    const lists = rules.flatMap((rule) => this.listsOf(rule));
    const ofCloudflare = lists.filter(({ values }) => /cloudflare/i.test(String(values.name)));
    this.guests = ofCloudflare.length > 0 ? 'cloudflare' : 'operators';
    if (lists.length === 0) this.problem(balancer, 'lets in no prefix list; admit Cloudflare or operators');
    if (ofCloudflare.length > 0 && ofCloudflare.length < lists.length) {
      this.problem(balancer, 'lets in others beside Cloudflare; give operators a load balancer of their own');
    }
    for (const list of new Set(lists)) this.checkEntries(list, ofCloudflare.includes(list));
  }

  private listsOf(rule: Resource): readonly Resource[] {
    const block = textAt(rule.values, 'cidr_ipv4') ?? textAt(rule.values, 'cidr_ipv6');
    if (block !== undefined) {
      this.problem(rule, `lets ${block} in; name a prefix list of Cloudflare's or operators' addresses`);
      return [];
    }
    this.prove(rule);
    return follow(this.inventory, rule, 'prefix_list_id', 'aws_ec2_managed_prefix_list');
  }

  private checkEntries(list: Resource, isCloudflare: boolean): void {
    this.prove(list);
    const { cloudflareRanges: known } = this.options;
    for (const entry of blocksAt(list.values, 'entry')) {
      const cidr = String(entry.cidr);
      const widest = cidr.includes(':') ? WIDEST.ipv6 : WIDEST.ipv4;
      if (Number(cidr.split('/')[1]) < widest) {
        this.problem(list, `holds ${cidr}, which is wider than /${widest}; list what you mean`);
      } else if (isCloudflare && known !== undefined && !known.some((range) => isWithinBlock(cidr, range))) {
        this.problem(list, `holds ${cidr}, which is not Cloudflare's; refresh the list`);
      }
    }
  }

  private checkProxy(balancer: Resource): void {
    const isProxied = this.record.values.proxied === true;
    if (this.guests === 'cloudflare' && !isProxied) {
      this.problem(this.record, `is not proxied, but ${nameOf(balancer)} lets in Cloudflare only; proxy it`);
    }
    if (this.guests === 'operators' && isProxied) {
      this.problem(this.record, `is proxied, but ${nameOf(balancer)} does not let Cloudflare in; do not proxy it`);
    }
  }

  private checkWebAcl(balancer: Resource): void {
    const associations = followers(this.inventory, balancer, 'resource_arn', 'aws_wafv2_web_acl_association');
    const acls = associations.flatMap((one) => follow(this.inventory, one, 'web_acl_arn', 'aws_wafv2_web_acl'));
    if (acls.length === 0) this.problem(balancer, 'has no web ACL; associate one');
    this.prove(...associations, ...acls);
  }

  private toListener(balancer: Resource): Resource | undefined {
    const listener = followers(this.inventory, balancer, 'load_balancer_arn', 'aws_lb_listener').find(
      ({ values }) => values.protocol === 'HTTPS' && Number(values.port) === 443,
    );
    if (listener === undefined) {
      this.problem(balancer, 'does not listen to HTTPS on 443; add a listener');
      return undefined;
    }
    this.hop('listener', listener);
    this.checkCertificate(listener);
    if (this.guests === 'cloudflare') this.checkMutualTls(listener);
    return listener;
  }

  private checkCertificate(listener: Resource): void {
    const issued = follow(this.inventory, listener, 'certificate_arn', 'aws_acm_certificate_validation');
    const certificates = [
      ...issued.flatMap((one) => follow(this.inventory, one, 'certificate_arn', 'aws_acm_certificate')),
      ...follow(this.inventory, listener, 'certificate_arn', 'aws_acm_certificate'),
    ];
    const names = certificates.flatMap(({ values }) => [
      ...textsAt(values, 'domain_name'),
      ...textsAt(values, 'subject_alternative_names'),
    ]);
    if (!names.some((name) => matchesHost(name, this.host))) {
      this.problem(listener, `has no certificate for ${this.host}; add the name, or strict TLS fails`);
    }
    this.prove(...certificates);
  }

  /** Addresses tell that Cloudflare calls; the certificate tells that our zone does. Both ends must have it. */
  private checkMutualTls(listener: Resource): void {
    const [mutual] = blocksAt(listener.values, 'mutual_authentication');
    const stores = follow(this.inventory, listener, 'mutual_authentication.trust_store_arn', 'aws_lb_trust_store');
    if (mutual?.mode !== 'verify' || stores.length === 0) {
      this.problem(listener, "does not verify client certificates; any customer of Cloudflare's would get in");
    }
    const pulls = [
      ...(pullsByHost(this.inventory).get(this.host) ?? []),
      ...(isWildcard(this.host) ? this.zonePulls() : []),
    ];
    if (pulls.length === 0) {
      this.problem(this.record, 'has no client certificate at Cloudflare; switch authenticated origin pulls on');
    }
    this.prove(...stores, ...pulls);
  }

  /** What is shown for names below a wildcard: the client certificate of the zone, since one of a host is for a name written out. */
  private zonePulls(): readonly Resource[] {
    const zone = textAt(this.record.values, 'zone_id');
    return this.inventory
      .ofType('cloudflare_authenticated_origin_pulls_settings')
      .filter(({ values }) => values.enabled === true && textAt(values, 'zone_id') === zone);
  }

  private toRule(listener: Resource): Resource | undefined {
    const rule = followers(this.inventory, listener, 'listener_arn', 'aws_lb_listener_rule').find(({ values }) =>
      blocksAt(values, 'condition')
        .flatMap((condition) => blocksAt(condition, 'host_header'))
        .flatMap((header) => textsAt(header, 'values'))
        .some((pattern) => matchesHost(pattern, this.host) || takesSomeOf(pattern, this.host)),
    );
    if (rule === undefined) {
      this.problem(listener, `has no rule for ${this.host}, so it answers 404; serve the host`);
      return undefined;
    }
    this.hop('host-rule', rule);
    return rule;
  }

  private toTargetGroup(rule: Resource, balancer: Resource): void {
    const [group] = follow(this.inventory, rule, 'action.target_group_arn', 'aws_lb_target_group');
    if (group === undefined) {
      this.problem(rule, 'forwards to no target group of ours; name one');
      return;
    }
    this.hop('target-group', group);
    const balancers = new Set(
      followers(this.inventory, group, 'action.target_group_arn', 'aws_lb_listener_rule')
        .flatMap((one) => follow(this.inventory, one, 'listener_arn', 'aws_lb_listener'))
        .flatMap((one) => follow(this.inventory, one, 'load_balancer_arn', 'aws_lb'))
        .map(nameOf),
    );
    if (balancers.size > 1) {
      this.problem(
        group,
        `is behind ${[...balancers].sort().join(' and ')}; AWS takes one, so ${nameOf(balancer)} needs its own`,
      );
    }
    const [health] = blocksAt(group.values, 'health_check');
    if (group.values.target_type !== 'ip') {
      this.problem(group, `takes targets by ${group.values.target_type ?? 'instance'}; pods are known by ip`);
    }
    if (!HEALTH_PATHS.includes(String(health?.path))) {
      this.problem(
        group,
        `asks for health at ${health?.path ?? '/'}, where a gateway answers 404; use ${HEALTH_PATHS[0]}`,
      );
    }
  }

  private hop(kind: TrafficHop['kind'], { stack, address }: Resource): void {
    this.hops.push({ kind, stack, address });
  }

  private prove(...resources: readonly Resource[]): void {
    this.evidence.push(...resources.map(nameOf));
  }

  private problem(at: Resource, sentence: string): void {
    this.problems.push(`${this.host}: ${nameOf(at)} ${sentence}`);
  }
}

/** Whether a name with an optional `*` in front is or covers a host. */
function matchesHost(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  return (
    pattern.startsWith('*.') && host.endsWith(pattern.slice(1)) && !host.slice(0, 1 - pattern.length).includes('.')
  );
}
