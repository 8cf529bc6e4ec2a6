import type { Resource } from '@smile/inventory';
import { ExpressionError, matchesExpression, requestTo } from '@smile/rehearsal';
import { Block } from '../../reading/block.ts';
import { purposeOf } from '../../reading/entrances.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** What scanners send first, and what only operators should see. */
const REQUESTS: readonly (readonly [method: string, path: string])[] = [
  ['TRACE', '/'],
  ['CONNECT', '/'],
  ['GET', '/.env'],
  ['GET', '/api/.ENV'],
  ['GET', '/.git/config'],
  ['GET', '/.aws/credentials'],
  ['GET', '/.ssh/id_rsa'],
  ['GET', '/wp-login.php'],
  ['GET', '/wp-admin/setup-config.php'],
  ['GET', '/phpmyadmin/index.php'],
  ['GET', '/server-status'],
  ['GET', '/actuator/env'],
  ['GET', '/debug/pprof/heap'],
  ['GET', '/metrics'],
];

/** What visitors send. */
const ORDINARY: readonly (readonly [method: string, path: string])[] = [
  ['GET', '/'],
  ['POST', '/api/v1/orders'],
  ['OPTIONS', '/api/v1/orders'],
  ['GET', '/assets/index.js'],
];

/** Sign-ins that a rate has to count, by the paths of Keycloak. */
const SIGN_INS: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/realms/smile/login-actions/authenticate'],
  ['POST', '/realms/smile/protocol/openid-connect/token'],
];

export const scannerRequests: Rule = {
  id: 'SMILE_SCANNER_REQUESTS',
  family: 'security',
  severity: 'high',
  title: 'Cloudflare blocks what scanners send, lets visitors through, and counts sign-ins',
  what: 'For every proxied host of visitors that takes no source code, the own rules of the zone block each request of the list, and none of the ordinary ones; a rate counts all requests, and a narrower one sign-ins. Expressions are evaluated.',
  why: 'An expression that matches nothing, or a host less, reads almost as the right one.',
  remedy: 'Use CloudflareZone, which writes the expressions.',
  source: 'https://developers.cloudflare.com/ruleset-engine/rules-language/expressions/',
  check: (context) => {
    const hosts = visitorHosts(context);
    return context.resources('cloudflare_ruleset').flatMap((place) => {
      const phase = place.values.phase;
      const own = hosts.filter((host) => isOfZone(host, place, context));
      if (phase === 'http_request_firewall_custom') return own.flatMap((host) => firewall(place, host));
      return phase === 'http_ratelimit' ? own.flatMap((host) => rates(place, host)) : [];
    });
  },
};

function visitorHosts({ resources }: RuleContext): readonly string[] {
  const proxied = resources('cloudflare_dns_record').filter(({ values }) => values.proxied === true);
  const names = proxied.flatMap(({ values }) => (typeof values.name === 'string' ? values.name : []));
  return names.filter(
    (name) => purposeOf(name)?.audience === 'visitors' && !['git', 'registry'].includes(name.split('.')[0] ?? ''),
  );
}

/** A record of the same zone; every environment but one adds hosts to a zone that it does not keep. */
function isOfZone(host: string, { values, stack }: Resource, { resources }: RuleContext): boolean {
  return resources('cloudflare_dns_record').some(
    (record) => record.values.name === host && record.values.zone_id === values.zone_id && record.stack === stack,
  );
}

function matching(place: Resource, [method, path]: readonly [string, string], host: string): readonly Block[] {
  return Block.of(place)
    .blocks('rules')
    .filter(
      (rule) =>
        rule.flag('enabled', true) !== false && isTrue(rule.text('expression') ?? '', method, `https://${host}${path}`),
    );
}

/** What the evaluator does not know matches nothing; SMILE_EDGE_EXCEPTIONS says what that is. */
function isTrue(expression: string, method: string, url: string): boolean {
  try {
    return matchesExpression(expression, requestTo(method, url));
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

function firewall(place: Resource, host: string): readonly Violation[] {
  const blocks = (request: readonly [string, string]) =>
    matching(place, request, host).some((rule) => ['block', 'managed_challenge'].includes(rule.text('action') ?? ''));
  const open = REQUESTS.filter((request) => !blocks(request)).map((request) => request.join(' '));
  const shut = ORDINARY.filter(blocks).map((request) => request.join(' '));
  return [
    ...(open.length === 0
      ? []
      : [{ place, message: `must block ${open.join(', ')} of ${host}, got no rule that does` }]),
    ...(shut.length === 0
      ? []
      : [{ place, message: `must let ${shut.join(', ')} of ${host} through, got a rule that blocks` }]),
  ];
}

function rates(place: Resource, host: string): readonly Violation[] {
  const limits = (request: readonly [string, string]) =>
    matching(place, request, host)
      .filter((rule) => rule.text('action') === 'block')
      .flatMap((rule) => rule.block('ratelimit').number('requests_per_period') ?? []);
  const ordinary = ORDINARY.map(limits).filter((one) => one.length === 0);
  const most = Math.min(...ORDINARY.flatMap(limits));
  const signIns = SIGN_INS.filter((request) => !limits(request).some((limit) => limit < most)).map((request) =>
    request.join(' '),
  );
  return [
    ...(ordinary.length === 0
      ? []
      : [{ place, message: `must count every request of ${host}, got no rate that does` }]),
    ...(signIns.length === 0
      ? []
      : [
          {
            place,
            message: `must count ${signIns.join(', ')} of ${host} by a rate of its own, got none that is lower`,
          },
        ]),
  ];
}
