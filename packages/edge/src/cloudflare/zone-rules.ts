import { Ruleset, type RulesetRules } from '@cdktf/provider-cloudflare/lib/ruleset';
import { parseIpv4Block, throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import { cacheRules } from './cache-rules.ts';
import type { CloudflareZone } from './cloudflare-zone.ts';
import { firewallRules, type RestrictedHost } from './firewall-rules.ts';
import { type InspectionException, managedRules } from './managed-rules.ts';
import { rateLimitRules } from './rate-limit-rules.ts';

export interface ZoneRulesProps {
  readonly zone: CloudflareZone;
  /** Hosts behind Cloudflare that are for operators, of every environment in the zone. */
  readonly restrictedHosts: readonly RestrictedHost[];
  /** IPv4 blocks that may reach `restrictedHosts`. */
  readonly operatorCidrs: readonly string[];
  /** Hosts whose static files Cloudflare may keep, of every environment in the zone. */
  readonly frontendHosts: readonly string[];
  /** Hosts that the managed rules leave alone. @default - none */
  readonly uninspected?: readonly InspectionException[];
  /** Requests that one client address may make in a minute. @default 3000 */
  readonly requestsPerMinute?: number;
  /** Attempts to sign in that one client address may make in a minute. @default 60 */
  readonly signInsPerMinute?: number;
}

/**
 * What Cloudflare does with requests to the zone: managed rules, own rules, rate limits, cache.
 *
 * Cloudflare has one ruleset per phase and zone (pitfall P82), so one environment makes it, for every environment whose names are
 * in the zone. The managed rulesets come with the Pro plan or a larger one. An existing ruleset of a phase must be imported.
 */
export class ZoneRules extends Construct {
  private readonly zone: CloudflareZone;

  constructor(scope: Construct, id: string, props: ZoneRulesProps) {
    super(scope, id);
    throwIfAny(this, problemsOf(props));
    const { restrictedHosts: hosts, operatorCidrs, frontendHosts } = props;
    const limits = {
      requestsPerMinute: props.requestsPerMinute ?? 3000,
      signInsPerMinute: props.signInsPerMinute ?? 60,
    };
    this.zone = props.zone;
    this.createRuleset('Managed', 'http_request_firewall_managed', managedRules(props.uninspected ?? []));
    this.createRuleset('Firewall', 'http_request_firewall_custom', firewallRules({ hosts, operatorCidrs }));
    this.createRuleset('RateLimits', 'http_ratelimit', rateLimitRules(limits));
    this.createRuleset('Cache', 'http_request_cache_settings', cacheRules(frontendHosts));
  }

  private createRuleset(id: string, phase: string, rules: RulesetRules[]): void {
    new Ruleset(this, id, { zoneId: this.zone.zoneId, name: 'default', description: '', kind: 'zone', phase, rules });
  }
}

function problemsOf(props: ZoneRulesProps): string[] {
  const { zone, restrictedHosts, operatorCidrs, frontendHosts, uninspected = [] } = props;
  const problems = Object.entries({
    restrictedHosts: restrictedHosts.map(({ host }) => host),
    frontendHosts,
    uninspected: uninspected.map(({ host }) => host),
  }).flatMap(([prop, hosts]) => zone.problemsOfNames(hosts).map((problem) => `${prop}: ${problem}`));
  if (restrictedHosts.length > 0 && operatorCidrs.length === 0) {
    problems.push('operatorCidrs is empty, so nobody could reach restrictedHosts; list the blocks of the offices');
  }
  for (const path of restrictedHosts.flatMap(({ openBelow }) => openBelow)) {
    if (/^\/.+\/$/.test(path)) continue;
    problems.push(
      `restrictedHosts: expected a path that begins and ends with /, got ${JSON.stringify(path)}; write it as in /oidc/, or all of the host would be open`,
    );
  }
  for (const cidr of operatorCidrs) {
    if (parseIpv4Block(cidr) === undefined) {
      problems.push(
        `operatorCidrs: expected an IPv4 block such as 203.0.113.0/24, got ${JSON.stringify(cidr)}; correct it`,
      );
    }
  }
  for (const prop of ['requestsPerMinute', 'signInsPerMinute'] as const) {
    const limit = props[prop];
    if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) {
      problems.push(`${prop}: expected a whole number above 0, got ${limit}; leave it out for the default`);
    }
  }
  return problems;
}
