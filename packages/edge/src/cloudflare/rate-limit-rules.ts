import type { RulesetRules } from '@cdktf/provider-cloudflare/lib/ruleset';
import { anyOf, quoted } from './rules-language.ts';

/** How many requests one client address may make in a minute. A health office or a whole district shares one address. */
export interface RateLimits {
  /** All requests together. */
  readonly requestsPerMinute: number;
  /** Attempts to sign in. */
  readonly signInsPerMinute: number;
}

/** Where people sign in: Keycloak's form and its token endpoint. */
const SIGN_IN_PATHS = ['/login-actions/authenticate', '/protocol/openid-connect/token'];

/** Cloudflare counts in each of its places on its own, and wants that said. Source: Cloudflare docs, "rate limiting parameters". */
const CHARACTERISTICS = ['cf.colo.id', 'ip.src'];

/** In seconds. */
const PERIOD = 60;
const BLOCKED_FOR = 60;

/** Rules of phase `http_ratelimit`. The narrower one comes first. */
export function rateLimitRules({ requestsPerMinute, signInsPerMinute }: RateLimits): RulesetRules[] {
  const signIn = anyOf(SIGN_IN_PATHS.map((path) => `http.request.uri.path contains ${quoted(path)}`));
  return [
    limit(
      'sign_in',
      'Passwords tried one after another',
      `http.request.method eq "POST" and ${signIn}`,
      signInsPerMinute,
    ),
    limit('requests', 'Floods from one address', 'true', requestsPerMinute),
  ];
}

function limit(ref: string, description: string, expression: string, requests: number): RulesetRules {
  return {
    ref,
    description,
    expression,
    action: 'block',
    ratelimit: {
      characteristics: CHARACTERISTICS,
      period: PERIOD,
      requestsPerPeriod: requests,
      mitigationTimeout: BLOCKED_FOR,
      requestsToOrigin: false,
    },
    enabled: true,
  };
}
