import type { RulesetRules } from '@cdktf/provider-cloudflare/lib/ruleset';
import { SIGN_IN_PATHS } from '../sign-in-paths.ts';
import { anyOf, outside, quoted } from './rules-language.ts';

/** How many requests one client address may make in a minute. A health office or a whole district shares one address. */
export interface RateLimits {
  /** All requests together. */
  readonly requestsPerMinute: number;
  /** Attempts to sign in. */
  readonly signInsPerMinute: number;
}

/** Cloudflare counts in each of its places on its own, and wants that said. Source: Cloudflare docs, "rate limiting parameters". */
const CHARACTERISTICS = ['cf.colo.id', 'ip.src'];

/** In seconds. */
const PERIOD = 60;
const BLOCKED_FOR = 60;

/**
 * Rules of phase `http_ratelimit`. The narrower one comes first. Expressions name hosts and paths only: below the Business plan
 * a rate may look at nothing else, the method of a request included.
 *
 * @param codeHosts hosts of which one pipeline asks for thousands of files in a minute.
 */
export function rateLimitRules(
  { requestsPerMinute, signInsPerMinute }: RateLimits,
  codeHosts: readonly string[],
): RulesetRules[] {
  const signIn = anyOf(SIGN_IN_PATHS.map((path) => `http.request.uri.path contains ${quoted(path)}`));
  return [
    limit('sign_in', 'Passwords tried one after another', signIn, signInsPerMinute),
    limit('requests', 'Floods from one address', outside(codeHosts) ?? 'true', requestsPerMinute),
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
