import type { RulesetRules } from '@cdktf/provider-cloudflare/lib/ruleset';
import { addressSet, anyOf, quoted, textSet } from './rules-language.ts';

/** Hosts for operators, and the addresses that they come from. */
export interface RestrictedHosts {
  /** As in `grafana.smile.example`. */
  readonly hosts: readonly string[];
  /** IPv4 blocks of the offices. */
  readonly operatorCidrs: readonly string[];
}

/** What scanners look for, and nothing of ours answers to. */
const PROBES = ['/.env', '/.git/', '/.aws/', '/.ssh/', '/wp-login.php', '/wp-admin', '/phpmyadmin', '/server-status'];

/** Inner views of an application that must not be public even if it is configured wrongly. */
const INNER_VIEWS = ['/actuator', '/debug/pprof', '/metrics'];

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Rules of phase `http_request_firewall_custom`, in the order in which Cloudflare takes them. */
export function firewallRules({ hosts, operatorCidrs }: RestrictedHosts): RulesetRules[] {
  const restricted = block(
    'operators_only',
    'Consoles are for operators only',
    `http.host in ${textSet(hosts)} and not ip.src in ${addressSet(operatorCidrs)}`,
  );
  return [
    ...(hosts.length === 0 ? [] : [restricted]),
    block('methods', 'Methods that no application uses', `not http.request.method in ${textSet(METHODS)}`),
    block(
      'probes',
      'Paths that scanners look for',
      anyOf(PROBES.map((path) => `lower(http.request.uri.path) contains ${quoted(path)}`)),
    ),
    block(
      'inner_views',
      'Inner views of applications',
      anyOf(INNER_VIEWS.map((path) => `starts_with(lower(http.request.uri.path), ${quoted(path)})`)),
    ),
  ];
}

function block(ref: string, description: string, expression: string): RulesetRules {
  return { ref, description, expression, action: 'block', enabled: true };
}
