/** Levels of a zone's plan. */
const PLANS = ['free', 'pro', 'business', 'enterprise'] as const;

/** One of {@link PLANS}. */
export type Plan = (typeof PLANS)[number];

/** What a plan includes of the rules that we use. */
export interface PlanLimits {
  /** Rules of a phase. */
  readonly rules: Readonly<Record<string, number>>;
  /** Fields that a rate limit may look at. @default - every field but those of bodies */
  readonly rateFields?: readonly string[];
  /** What a rate limit may count by, besides the place, which it must. @default - anything */
  readonly rateCharacteristics?: readonly string[];
  /** In seconds. */
  readonly longestPeriod: number;
  /** In seconds. */
  readonly longestTimeout: number;
  readonly hasCountingExpression: boolean;
  readonly hasRegularExpressions: boolean;
  /** Rulesets of Cloudflare's that may be executed. */
  readonly managedRulesets: readonly string[];
}

/** Counting and blocking periods that exist, in seconds; a plan takes those up to its longest. */
export const RATE_PERIODS: readonly number[] = [
  ...[10, 15, 20, 30, 40, 45, 60, 90, 120, 180, 240, 300, 480, 600, 900, 1200, 1800, 2400, 3600, 65_535, 86_400],
];

const PATH = ['http.request.uri.path', 'raw.http.request.uri.path'];
const VERIFIED_BOT = ['cf.bot_management.verified_bot', 'cf.client.bot'];
const OF_PRO = [
  ...PATH,
  ...VERIFIED_BOT,
  'http.host',
  'http.request.uri',
  'raw.http.request.uri',
  'http.request.full_uri',
  'raw.http.request.full_uri',
  'http.request.uri.query',
  'raw.http.request.uri.query',
];
const OF_BUSINESS = [...OF_PRO, 'http.request.method', 'ip.src', 'http.user_agent'];

/** Cloudflare Managed Ruleset, OWASP Core Ruleset, Exposed Credentials Check. */
const MANAGED = [
  'efb7b8c949ac4650a09736fc376e9aee',
  '4814384a9e5d4991b9815dcfc25d2f1f',
  'c2e184081120413c86c3ab7e14069605',
];

/**
 * What each plan includes.
 *
 * Sources: cloudflare-docs, partials/waf/rate-limiting-availability-by-plan.mdx (rates); developers.cloudflare.com/waf/custom-rules
 * (own rules, regular expressions); developers.cloudflare.com/cache/how-to/cache-rules, "Availability" (cache rules);
 * developers.cloudflare.com/waf/managed-rules, "Availability" (managed rulesets; the Free plan has one of its own).
 */
export const PLAN_LIMITS: Readonly<Record<Plan, PlanLimits>> = {
  free: {
    rules: { http_ratelimit: 1, http_request_firewall_custom: 5, http_request_cache_settings: 10 },
    rateFields: [...PATH, ...VERIFIED_BOT],
    rateCharacteristics: ['ip.src'],
    longestPeriod: 10,
    longestTimeout: 10,
    hasCountingExpression: false,
    hasRegularExpressions: false,
    managedRulesets: ['77454fe2d30c4220b5701f6fdfb893ba'],
  },
  pro: {
    rules: { http_ratelimit: 2, http_request_firewall_custom: 20, http_request_cache_settings: 25 },
    rateFields: OF_PRO,
    rateCharacteristics: ['ip.src'],
    longestPeriod: 60,
    longestTimeout: 3600,
    hasCountingExpression: false,
    hasRegularExpressions: false,
    managedRulesets: MANAGED,
  },
  business: {
    rules: { http_ratelimit: 5, http_request_firewall_custom: 100, http_request_cache_settings: 50 },
    rateFields: OF_BUSINESS,
    rateCharacteristics: ['ip.src', 'cf.unique_visitor_id'],
    longestPeriod: 600,
    longestTimeout: 86_400,
    hasCountingExpression: true,
    hasRegularExpressions: true,
    managedRulesets: MANAGED,
  },
  enterprise: {
    rules: { http_ratelimit: 100, http_request_firewall_custom: 1000, http_request_cache_settings: 300 },
    longestPeriod: 65_535,
    longestTimeout: 86_400,
    hasCountingExpression: true,
    hasRegularExpressions: true,
    managedRulesets: MANAGED,
  },
};

/**
 * Plans on which Cloudflare sends a kind of notification; a kind that is not listed is not judged.
 * Source: developers.cloudflare.com/notifications/notification-available, "Included with".
 */
export const NOTIFICATION_PLANS: Readonly<Record<string, readonly Plan[]>> = {
  real_origin_monitoring: PLANS,
  universal_ssl_event_type: PLANS,
  hostname_aop_custom_certificate_expiration_type: PLANS,
  http_alert_origin_error: ['enterprise'],
  http_alert_edge_error: ['enterprise'],
  advanced_http_alert_error: ['enterprise'],
  clickhouse_alert_fw_anomaly: ['business', 'enterprise'],
  clickhouse_alert_fw_ent_anomaly: ['enterprise'],
  scriptmonitor_alert_new_hosts: ['business', 'enterprise'],
};

/** The plan that a text names, as in `Zone on the pro plan`. Cloudflare's API tells no resource its zone's plan. */
export function planNamedIn(text: unknown): Plan | undefined {
  const [, name] = /\bon the (\w+) plan\b/i.exec(String(text ?? '')) ?? [];
  return PLANS.find((plan) => plan === name?.toLowerCase());
}
