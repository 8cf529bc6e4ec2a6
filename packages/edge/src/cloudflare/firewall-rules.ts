import type { RulesetRules } from '@cdktf/provider-cloudflare/lib/ruleset';
import { addressSet, anyOf, quoted, textSet } from './rules-language.ts';

/** A host for operators. */
export interface RestrictedHost {
  /** As in `jenkins.smile.example`. */
  readonly host: string;
  /** Starts of paths that everybody may reach all the same, as in `/oidc/`, where AWS reads who signed a token. */
  readonly openBelow: readonly string[];
}

/** Hosts for operators, and the addresses that they come from. */
interface RestrictedHosts {
  readonly hosts: readonly RestrictedHost[];
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
    [
      `http.host in ${textSet(hosts.map(({ host }) => host))}`,
      `not ip.src in ${addressSet(operatorCidrs)}`,
      ...hosts.flatMap(exceptions),
    ].join(' and '),
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

function exceptions({ host, openBelow }: RestrictedHost): string[] {
  return openBelow.map(
    (path) => `not (http.host eq ${quoted(host)} and starts_with(http.request.uri.path, ${quoted(path)}))`,
  );
}
