import { Ruleset } from '@cdktf/provider-cloudflare/lib/ruleset';
import { CACHED_BY_DEFAULT, keepsByDefault, matchesExpression, requestTo } from '@smile/rehearsal';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { edgeStackFor, zoneIn } from '../fixtures.ts';
import { ZoneRules, type ZoneRulesProps } from './zone-rules.ts';

const stackWith = (props: Partial<ZoneRulesProps> = {}) =>
  edgeStackFor((stack) => {
    new ZoneRules(stack, 'Rules', {
      zone: zoneIn(stack),
      plan: 'pro',
      frontendHosts: ['app.smile.example'],
      ...props,
    });
  });

const CODE_HOSTS = [{ host: 'git.smile.example', because: 'pushes carry source code' }];

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
    const rules = rulesOf('http_request_firewall_managed', { codeHosts: CODE_HOSTS });
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
  test('block what no application uses', () => {
    const rules = rulesOf('http_request_firewall_custom');
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

describe('what Cloudflare decides for requests to the zone', () => {
  const decisions = (phase: string, requests: readonly (readonly [method: string, url: string])[]) => {
    const rules = rulesOf(phase, { codeHosts: CODE_HOSTS });
    return requests.map(([method, url]) => {
      const request = requestTo(method, url);
      return rules.filter(({ expression }) => matchesExpression(expression, request)).map(({ ref }) => ref);
    });
  };

  test('files of a repository are no probes; the same paths elsewhere are', () => {
    // Paths of files as GitLab writes them: docs.gitlab.com/user/project/repository/files.
    const paths = [
      '/g/p/-/blob/main/.env.example',
      '/g/p/-/tree/main/.aws/',
      '/g/p/-/raw/main/wp-admin/x.php',
      '/metrics/p',
    ];
    const at = (host: string) => paths.map((path) => ['GET', `https://${host}${path}`] as const);
    expect(decisions('http_request_firewall_custom', at('git.smile.example'))).toEqual([[], [], [], []]);
    expect(decisions('http_request_firewall_custom', at('app.smile.example'))).toEqual([
      ['probes'],
      ['probes'],
      ['probes'],
      ['inner_views'],
    ]);
    expect(decisions('http_request_firewall_custom', [['TRACE', 'https://git.smile.example/']])).toEqual([['methods']]);
  });

  test('sign-ins and tokens have a limit of their own, and a pipeline that fetches from the Git server has none', () => {
    // Paths of Keycloak: keycloak.org/securing-apps/oidc-layers, and the action of its sign-in form.
    expect(
      decisions('http_ratelimit', [
        ['POST', 'https://auth.smile.example/realms/smile/login-actions/authenticate?session_code=x'],
        ['POST', 'https://auth.smile.example/realms/smile/protocol/openid-connect/token'],
        ['GET', 'https://auth.smile.example/realms/smile/.well-known/openid-configuration'],
        ['POST', 'https://git.smile.example/g/p.git/git-upload-pack'],
      ]),
    ).toEqual([['sign_in', 'requests'], ['sign_in', 'requests'], ['requests'], []]);
  });

  describe('nothing is kept but static files of frontends', () => {
    const isKept = (url: string) => {
      const request = requestTo('GET', url);
      // The last rule that matches wins: developers.cloudflare.com/cache/how-to/cache-rules/order.
      const last = rulesOf('http_request_cache_settings', { codeHosts: CODE_HOSTS }).findLast(({ expression }) =>
        matchesExpression(expression, request),
      );
      return Object(last?.action_parameters).cache ?? keepsByDefault(request);
    };

    test.each(['api', 'auth', 'wms-api', 'git', 'jenkins', 'registry', 'new'])(
      'of %s not one that is kept by default',
      (label) => {
        const files = CACHED_BY_DEFAULT.map((extension) => `https://${label}.smile.example/v1/stock.${extension}`);
        expect(files.filter(isKept)).toEqual([]);
      },
    );

    test('of a frontend only what a build makes, never what a person exports', () => {
      const kept = CACHED_BY_DEFAULT.filter((extension) => isKept(`https://app.smile.example/x/file.${extension}`));
      expect(kept.toSorted()).toEqual(['css', 'ico', 'jpg', 'js', 'png', 'svg', 'ttf', 'webp', 'woff', 'woff2']);
      expect(isKept('https://app.smile.example/api/v1/stock')).toBe(false);
    });
  });
});

describe('rate limits', () => {
  test('defaults: 60 sign-ins and 3,000 requests in a minute from one address', () => {
    const [signIns, requests] = rulesOf('http_ratelimit');
    expect(signIns).toMatchObject({
      ref: 'sign_in',
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

describe('refuses', () => {
  test.each<[Partial<ZoneRulesProps>, string]>([
    [
      { frontendHosts: ['app'] },
      'frontendHosts: "app" is not in the Cloudflare zone smile.example; write the name out in full, as in app.smile.example',
    ],
    [
      { codeHosts: [{ host: 'git.other.example', because: 'it moved' }] },
      'codeHosts: "git.other.example" is not in the Cloudflare zone smile.example; write the name out in full, as in app.smile.example',
    ],
    [
      { requestsPerMinute: 0 },
      'requestsPerMinute: expected a whole number above 0, got 0; leave it out for the default',
    ],
  ])('%j', (props, problem) => {
    expect(() => stackWith(props)).toFailWith(`indonesia-staging-edge/Rules: ${problem}`);
  });
});
