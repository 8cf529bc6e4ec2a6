import { Ruleset, type RulesetRules } from '@cdktf/provider-cloudflare/lib/ruleset';
import { type CloudflarePlan, type CodeHost, throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import { cacheRules } from './cache-rules.ts';
import type { CloudflareZone } from './cloudflare-zone.ts';
import { firewallRules } from './firewall-rules.ts';
import { managedRules } from './managed-rules.ts';
import { rateLimitRules } from './rate-limit-rules.ts';

export interface ZoneRulesProps {
  readonly zone: CloudflareZone;
  /** Plan of the zone. It is in the description of every ruleset, by which rules on plans judge what the ruleset asks for. */
  readonly plan: CloudflarePlan;
  /** Hosts whose static files Cloudflare may keep. */
  readonly frontendHosts: readonly string[];
  /** Hosts that take source code: managed rules, own rules and rates leave them alone. @default - none */
  readonly codeHosts?: readonly CodeHost[];
  /** Requests that one client address may make in a minute. @default 3000 */
  readonly requestsPerMinute?: number;
  /** Attempts to sign in that one client address may make in a minute. @default 60 */
  readonly signInsPerMinute?: number;
}

/**
 * What Cloudflare does with requests to the zone: managed rules, own rules, rate limits, cache.
 *
 * Cloudflare has one ruleset per phase and zone (pitfall P82), so one environment makes it for every name in the zone. The managed
 * rulesets come with the Pro plan or a larger one. An existing ruleset of a phase must be imported.
 */
export class ZoneRules extends Construct {
  private readonly props: ZoneRulesProps;

  constructor(scope: Construct, id: string, props: ZoneRulesProps) {
    super(scope, id);
    throwIfAny(this, problemsOf(props));
    const { frontendHosts, codeHosts = [] } = props;
    const names = codeHosts.map(({ host }) => host);
    const limits = {
      requestsPerMinute: props.requestsPerMinute ?? 3000,
      signInsPerMinute: props.signInsPerMinute ?? 60,
    };
    this.props = props;
    this.createRuleset('Managed', 'http_request_firewall_managed', managedRules(codeHosts));
    this.createRuleset('Firewall', 'http_request_firewall_custom', firewallRules(names));
    this.createRuleset('RateLimits', 'http_ratelimit', rateLimitRules(limits, names));
    this.createRuleset('Cache', 'http_request_cache_settings', cacheRules(frontendHosts));
  }

  private createRuleset(id: string, phase: string, rules: RulesetRules[]): void {
    const { zone, plan } = this.props;
    const description = `Zone on the ${plan} plan`;
    new Ruleset(this, id, { zoneId: zone.zoneId, name: 'default', description, kind: 'zone', phase, rules });
  }
}

function problemsOf(props: ZoneRulesProps): string[] {
  const { zone, frontendHosts, codeHosts = [] } = props;
  const problems = Object.entries({ frontendHosts, codeHosts: codeHosts.map(({ host }) => host) }).flatMap(
    ([prop, hosts]) => zone.problemsOfNames(hosts).map((problem) => `${prop}: ${problem}`),
  );
  for (const prop of ['requestsPerMinute', 'signInsPerMinute'] as const) {
    const limit = props[prop];
    if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) {
      problems.push(`${prop}: expected a whole number above 0, got ${limit}; leave it out for the default`);
    }
  }
  return problems;
}
