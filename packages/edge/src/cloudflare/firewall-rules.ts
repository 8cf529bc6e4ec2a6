import type { RulesetRules } from '@cdktf/provider-cloudflare/lib/ruleset';
import { allOf, anyOf, outside, quoted, textSet } from './rules-language.ts';

/** What scanners look for, and nothing of ours answers to; in a repository they are ordinary files. */
const PROBES = ['/.env', '/.git/', '/.aws/', '/.ssh/', '/wp-login.php', '/wp-admin', '/phpmyadmin', '/server-status'];

/** Inner views of an application that must not be public even if it is configured wrongly. */
const INNER_VIEWS = ['/actuator', '/debug/pprof', '/metrics'];

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Rules of phase `http_request_firewall_custom`, in the order in which Cloudflare takes them. None lets only some people to a
 * host: consoles are on load balancers that Cloudflare does not reach, in the stack that publishes them.
 *
 * @param codeHosts hosts whose paths name files of repositories, and so anything.
 */
export function firewallRules(codeHosts: readonly string[]): RulesetRules[] {
  const probes = anyOf(PROBES.map((path) => `lower(http.request.uri.path) contains ${quoted(path)}`));
  const innerViews = anyOf(INNER_VIEWS.map((path) => `starts_with(lower(http.request.uri.path), ${quoted(path)})`));
  return [
    block('methods', 'Methods that no application uses', `not http.request.method in ${textSet(METHODS)}`),
    block('probes', 'Paths that scanners look for', allOf(outside(codeHosts), probes)),
    block('inner_views', 'Inner views of applications', allOf(outside(codeHosts), innerViews)),
  ];
}

function block(ref: string, description: string, expression: string): RulesetRules {
  return { ref, description, expression, action: 'block', enabled: true };
}
