import { describe, expect, test } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { findBrokenRules } from './broken-rules.ts';

const messages = (resource: ObjectValue, type = 'cloudflare_ruleset') =>
  findBrokenRules(type, resource).map(({ rule, message }) => `${rule.id}: ${message}`);

const RATE = {
  ref: 'r',
  expression: 'http.request.uri.path contains "/login"',
  ratelimit: { characteristics: ['cf.colo.id', 'ip.src'], period: 60, requests_per_period: 10, mitigation_timeout: 60 },
};

const zone = (plan: string, phase: string, ...rules: readonly ObjectValue[]): ObjectValue => ({
  kind: 'zone',
  phase,
  description: `Zone on the ${plan} plan`,
  rules,
});
const rate = (plan: string, change: ObjectValue = {}, limit: ObjectValue = {}) =>
  messages(zone(plan, 'http_ratelimit', { ...RATE, ...change, ratelimit: { ...RATE.ratelimit, ...limit } }));

// The table: cloudflare-docs, src/content/partials/waf/rate-limiting-availability-by-plan.mdx.
describe('what a plan includes of rate limits', () => {
  test.each([
    ['pro', 'http.request.method eq "POST"', 'http.request.method'],
    ['pro', 'ip.src in {203.0.113.0/24}', 'ip.src'],
    ['pro', 'lower(http.user_agent) contains "curl"', 'http.user_agent'],
    ['free', 'http.host eq "app.smile.example"', 'http.host'],
    ['business', 'ip.src.country eq "ID"', 'ip.src.country'],
    ['enterprise', 'http.request.body.raw contains "x"', 'http.request.body.raw'],
  ])('%s takes no rate over %s', (plan, expression, field) => {
    const limit: ObjectValue = plan === 'free' ? { period: 10, mitigation_timeout: 10 } : {};
    expect(rate(plan, { expression }, limit)).toEqual([
      `cloudflare-plan-rate: must count by fields that a rate limit may use on the ${plan} plan, got ${field} in rule "r"`,
    ]);
  });

  test.each([
    ['pro', 'http.host eq "a.example" and http.request.uri contains "/x" and not cf.client.bot'],
    ['business', 'http.request.method eq "POST" and ip.src in {203.0.113.0/24}'],
    ['enterprise', 'ip.src.country eq "ID" and http.request.headers.names[0] eq "x"'],
    ['pro', 'http.request.uri.path contains "http.request.method"'],
  ])('%s takes a rate over %s', (plan, expression) => {
    expect(rate(plan, { expression })).toEqual([]);
  });

  test('free counts for 10 seconds, pro for a minute, business for ten, and only in periods that exist', () => {
    const periods = (plan: string, period: number) => rate(plan, {}, { period, mitigation_timeout: 10 }).length;
    expect(['free', 'pro', 'business', 'enterprise'].map((plan) => periods(plan, 10))).toEqual([0, 0, 0, 0]);
    expect(['free', 'pro', 'business', 'enterprise'].map((plan) => periods(plan, 60))).toEqual([1, 0, 0, 0]);
    expect(['free', 'pro', 'business', 'enterprise'].map((plan) => periods(plan, 600))).toEqual([1, 1, 0, 0]);
    expect(['free', 'pro', 'business', 'enterprise'].map((plan) => periods(plan, 70))).toEqual([1, 1, 1, 1]);
    expect(rate('pro', {}, { mitigation_timeout: 86_400 })).toHaveLength(1);
    expect(rate('business', {}, { mitigation_timeout: 86_400 })).toEqual([]);
  });

  test('who is counted, and what', () => {
    expect(rate('pro', {}, { characteristics: ['cf.colo.id', 'http.host'] })).toEqual([
      'cloudflare-plan-rate: must count by ip.src on the pro plan, got http.host in rule "r"',
    ]);
    expect(rate('pro', {}, { characteristics: ['ip.src'] })).toEqual([
      'cloudflare-plan-rate: must count by cf.colo.id, which every rate has, in rule "r"',
    ]);
    expect(rate('pro', {}, { counting_expression: 'http.response.code eq 401' })).toEqual([
      'cloudflare-plan-rate: must have no counting_expression on the pro plan, got one in rule "r"',
    ]);
    expect(rate('business', {}, { counting_expression: 'http.response.code eq 401' })).toEqual([]);
  });

  test.each([
    ['free', 1],
    ['pro', 2],
    ['business', 5],
  ])('%s has %i of them', (plan, most) => {
    const limit = { ...RATE.ratelimit, period: 10, mitigation_timeout: 10 };
    const rules = (count: number) => Array.from({ length: count }, () => ({ ...RATE, ratelimit: limit }));
    expect(messages(zone(plan, 'http_ratelimit', ...rules(most)))).toEqual([]);
    expect(messages(zone(plan, 'http_ratelimit', ...rules(most + 1)))).toEqual([
      `cloudflare-plan-rules: must have at most ${most} rules in http_ratelimit on the ${plan} plan, got ${most + 1}`,
    ]);
  });
});

describe('what a plan includes besides', () => {
  // developers.cloudflare.com/waf/custom-rules: 5, 20, 100, 1,000 rules; regular expressions from Business on.
  test('regular expressions', () => {
    const own = (plan: string, expression: string) =>
      messages(zone(plan, 'http_request_firewall_custom', { ref: 'r', expression }));
    for (const expression of ['http.host matches "^a"', 'not http.request.uri.path ~ r"^/x\\d"']) {
      expect(own('pro', expression)).toEqual([
        'cloudflare-plan-expression: must not use regular expressions on the pro plan, got one in rule "r"; they come with business',
      ]);
      expect(own('business', expression)).toEqual([]);
    }
    expect(own('pro', 'http.request.uri.path contains "~matches"')).toEqual([]);
  });

  test('managed rulesets, of which the free plan has one', () => {
    const managed = (plan: string) =>
      messages(
        zone(plan, 'http_request_firewall_managed', {
          ref: 'owasp',
          action: 'execute',
          expression: 'true',
          action_parameters: { id: '4814384a9e5d4991b9815dcfc25d2f1f' },
        }),
      );
    expect(managed('pro')).toEqual([]);
    expect(managed('free')).toEqual([
      'cloudflare-plan-managed: must execute a managed ruleset of the free plan, got 4814384a9e5d4991b9815dcfc25d2f1f in rule "owasp"',
    ]);
  });

  // "Origin Error Rate Alert … Included with: Enterprise plans": developers.cloudflare.com/notifications/notification-available.
  test('kinds of notification', () => {
    const policy = (plan: string) => ({
      alert_type: 'http_alert_origin_error',
      description: `x. Zone on the ${plan} plan`,
    });
    expect(messages(policy('enterprise'), 'cloudflare_notification_policy')).toEqual([]);
    expect(messages(policy('pro'), 'cloudflare_notification_policy')).toEqual([
      'cloudflare-plan-notification: must be included in the pro plan, got http_alert_origin_error, which comes with enterprise',
    ]);
  });
});

test('a zone whose plan is not named is not taken for one that includes everything', () => {
  expect(messages({ kind: 'zone', phase: 'http_ratelimit', description: 'rates', rules: [RATE] })).toEqual([
    'cloudflare-plan-named: must have a description that names the plan of the zone, as in "Zone on the pro plan", got "rates"; what the plan includes cannot be told without',
  ]);
});

test.each([
  ['http.host eq', 'ends in the middle'],
  ['(http.host eq "a"', 'ends in the middle'],
  [
    'http.host eq "a" http.host eq "b"',
    'has "http.host" where it cannot be, in "http.host eq \\"a\\" http.host eq \\"b\\""',
  ],
  ['"a" eq http.host', 'has "\\"a\\"" where it cannot be, in "\\"a\\" eq http.host"'],
])('refuses the expression %s', (expression, why) => {
  expect(messages(zone('pro', 'http_request_firewall_custom', { ref: 'r', expression }))).toEqual([
    `cloudflare-plan-expression: must have an expression that can be read, but rule "r" ${why}`,
  ]);
});
