import { Ruleset } from '@cdktf/provider-cloudflare/lib/ruleset';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { edgeStackFor, zoneIn } from '../fixtures.ts';
import { ZoneRules, type ZoneRulesProps } from './zone-rules.ts';

const stackWith = (props: Partial<ZoneRulesProps> = {}) =>
  edgeStackFor((stack) => {
    new ZoneRules(stack, 'Rules', {
      zone: zoneIn(stack),
      restrictedHosts: [
        { host: 'grafana.smile.example', openBelow: [] },
        { host: 'jaeger.smile.example', openBelow: [] },
      ],
      operatorCidrs: ['203.0.113.0/24'],
      frontendHosts: ['app.smile.example'],
      ...props,
    });
  });

interface Rule {
  readonly ref: string;
  readonly action: string;
  readonly expression: string;
  readonly [argument: string]: unknown;
}

/** The rules of a phase, in order. */
function rulesOf(phase: string, props: Partial<ZoneRulesProps> = {}): Rule[] {
  const found = resourcesOf(stackWith(props), Ruleset).filter((ruleset) => ruleset.phase === phase);
  expect(found).toHaveLength(1);
  return found[0]?.rules as Rule[];
}

const refs = (rules: readonly Rule[]) => rules.map(({ ref }) => ref);

describe('rules of the zone (EDG-CLOUDFLARE, EDG-WAF)', () => {
  test('are one ruleset for each phase, since Cloudflare has one (P82)', () => {
    const phases = resourcesOf(stackWith(), Ruleset).map(({ kind, phase }) => `${kind} ${phase}`);
    expect(phases.sort()).toEqual([
      'zone http_ratelimit',
      'zone http_request_cache_settings',
      'zone http_request_firewall_custom',
      'zone http_request_firewall_managed',
    ]);
  });

  test('all have a name of their own, so that one more does not rename the rest', () => {
    for (const { rules } of resourcesOf(stackWith(), Ruleset)) {
      const names = refs(rules as Rule[]);
      expect(names.every((name) => /^[a-z_]+$/.test(name))).toBe(true);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('managed rules', () => {
  test('run both of the rulesets that Cloudflare maintains, OWASP without its strict levels', () => {
    const [known, owasp] = rulesOf('http_request_firewall_managed');
    expect(known).toMatchObject({
      action: 'execute',
      expression: 'true',
      action_parameters: { id: 'efb7b8c949ac4650a09736fc376e9aee' },
    });
    expect(owasp).toMatchObject({
      action: 'execute',
      action_parameters: {
        id: '4814384a9e5d4991b9815dcfc25d2f1f',
        overrides: {
          categories: [
            { category: 'paranoia-level-2', enabled: false },
            { category: 'paranoia-level-3', enabled: false },
            { category: 'paranoia-level-4', enabled: false },
          ],
        },
      },
    });
  });

  test('leave a host alone before they inspect it, and log what passes', () => {
    const uninspected = [{ host: 'git.smile.example', because: 'pushes carry source code' }];
    const rules = rulesOf('http_request_firewall_managed', { uninspected });
    expect(refs(rules)).toEqual(['skip_git_smile_example', 'cloudflare_managed', 'owasp_core']);
    expect(rules[0]).toMatchObject({
      action: 'skip',
      description: 'No inspection of git.smile.example: pushes carry source code',
      expression: 'http.host eq "git.smile.example"',
      action_parameters: { ruleset: 'current' },
      logging: { enabled: true },
    });
  });
});

describe('firewall rules', () => {
  test('let operators alone to the consoles', () => {
    const [first] = rulesOf('http_request_firewall_custom');
    expect(first).toMatchObject({
      action: 'block',
      expression: 'http.host in {"grafana.smile.example" "jaeger.smile.example"} and not ip.src in {203.0.113.0/24}',
    });
  });

  test('leave the few paths of a restricted host open that the world must read', () => {
    const restrictedHosts = [{ host: 'jenkins.smile.example', openBelow: ['/oidc/'] }];
    const [operatorsOnly] = rulesOf('http_request_firewall_custom', { restrictedHosts });
    expect(operatorsOnly?.expression).toBe(
      'http.host in {"jenkins.smile.example"} and not ip.src in {203.0.113.0/24} and not (http.host eq "jenkins.smile.example" and starts_with(http.request.uri.path, "/oidc/"))',
    );
  });

  test('refuse to leave all of a restricted host open', () => {
    const restrictedHosts = [{ host: 'jenkins.smile.example', openBelow: ['/'] }];
    expect(() => stackWith({ restrictedHosts })).toFailWith(
      'indonesia-staging-edge/Rules: restrictedHosts: expected a path that begins and ends with /, got "/"; write it as in /oidc/, or all of the host would be open',
    );
  });

  test('block what no application uses', () => {
    const rules = rulesOf('http_request_firewall_custom', { restrictedHosts: [] });
    expect(rules.map(({ ref, action }) => `${ref} ${action}`)).toEqual([
      'methods block',
      'probes block',
      'inner_views block',
    ]);
    expect(rules[0]?.expression).toBe(
      'not http.request.method in {"GET" "HEAD" "POST" "PUT" "PATCH" "DELETE" "OPTIONS"}',
    );
    expect(rules[1]?.expression).toContain('lower(http.request.uri.path) contains "/.git/"');
    expect(rules[2]?.expression).toContain('starts_with(lower(http.request.uri.path), "/actuator")');
  });
});

describe('rate limits', () => {
  test('defaults: 60 sign-ins and 3,000 requests in a minute from one address', () => {
    const [signIns, requests] = rulesOf('http_ratelimit');
    expect(signIns).toMatchObject({
      ref: 'sign_in',
      expression:
        'http.request.method eq "POST" and (http.request.uri.path contains "/login-actions/authenticate" or http.request.uri.path contains "/protocol/openid-connect/token")',
      ratelimit: { requests_per_period: 60, period: 60, mitigation_timeout: 60 },
    });
    expect(requests).toMatchObject({
      ref: 'requests',
      expression: 'true',
      action: 'block',
      ratelimit: { characteristics: ['cf.colo.id', 'ip.src'], requests_per_period: 3000, requests_to_origin: false },
    });
  });

  test('are as asked', () => {
    const rules = rulesOf('http_ratelimit', { requestsPerMinute: 500, signInsPerMinute: 5 });
    expect(rules.map(({ ratelimit }) => Object(ratelimit).requests_per_period)).toEqual([5, 500]);
  });
});

describe('cache rules', () => {
  test('keep static files of frontends for as long as the origin says', () => {
    const [files] = rulesOf('http_request_cache_settings');
    expect(files).toMatchObject({
      action: 'set_cache_settings',
      expression: expect.stringContaining(
        'http.host in {"app.smile.example"} and http.request.uri.path.extension in {"css" ',
      ),
      action_parameters: { cache: true, edge_ttl: { mode: 'respect_origin' }, browser_ttl: { mode: 'respect_origin' } },
    });
  });

  test('never keep what depends on who asks, and say so last, where it counts', () => {
    const rules = rulesOf('http_request_cache_settings');
    expect(rules.at(-1)).toMatchObject({
      ref: 'personal',
      expression:
        '(starts_with(http.request.uri.path, "/api/") or starts_with(http.request.uri.path, "/auth/") or starts_with(http.request.uri.path, "/realms/"))',
      action_parameters: { cache: false },
    });
    expect(refs(rulesOf('http_request_cache_settings', { frontendHosts: [] }))).toEqual(['personal']);
  });
});

describe('refuses', () => {
  test.each<[Partial<ZoneRulesProps>, string]>([
    [
      { frontendHosts: ['app'] },
      'frontendHosts: "app" is not in the Cloudflare zone smile.example; write the name out in full, as in app.smile.example',
    ],
    [
      { operatorCidrs: [] },
      'operatorCidrs is empty, so nobody could reach restrictedHosts; list the blocks of the offices',
    ],
    [
      { operatorCidrs: ['office'] },
      'operatorCidrs: expected an IPv4 block such as 203.0.113.0/24, got "office"; correct it',
    ],
    [
      { requestsPerMinute: 0 },
      'requestsPerMinute: expected a whole number above 0, got 0; leave it out for the default',
    ],
  ])('%j', (props, problem) => {
    expect(() => stackWith(props)).toFailWith(`indonesia-staging-edge/Rules: ${problem}`);
  });
});
