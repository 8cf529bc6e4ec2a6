import type { Resource } from '@smile/inventory';
import { ExpressionError, matchesExpression, requestTo } from '@smile/rehearsal';
import { Block } from '../../reading/block.ts';
import type { Rule, Violation } from '../../rule.ts';

/** Paths of ordinary files and pages of a repository. Source: docs.gitlab.com/user/project/repository/files. */
const PATHS = [
  '/group/project/-/blob/main/.env.example',
  '/group/project/-/blob/main/.git/hooks/pre-commit.md',
  '/group/project/-/raw/main/.aws/config',
  '/group/project/-/tree/main/.ssh/',
  '/group/project/-/blob/main/wp-admin/index.php',
  '/group/project/-/blob/main/wp-login.php',
  '/group/project/-/blob/main/src/WEB-INF/web.xml',
  '/metrics/dashboards/-/tree/main',
  '/actuator-sdk/-/issues',
];

export const codeHostExceptions: Rule = {
  id: 'SMILE_EDGE_EXCEPTIONS',
  family: 'security',
  severity: 'medium',
  title: 'An exception from inspection is made in every layer of the edge',
  what: 'A host that the managed rules of a Cloudflare zone skip is not blocked, for paths of ordinary files in a repository, by an own rule of the same zone either. The web ACL is judged by SMILE_WAF_AUDIENCE.',
  why: 'A request passes every layer or none: an exception in one of three changes nothing but the layer that answers 403.',
  remedy: 'List the host in edge.codeHosts, from which all layers take it.',
  source: 'https://developers.cloudflare.com/waf/custom-rules/',
  check: ({ resources }) => {
    const rulesets = resources('cloudflare_ruleset');
    return rulesets.flatMap((managed) =>
      skippedBy(managed).flatMap((host) =>
        rulesets
          .filter(
            ({ values }) =>
              values.zone_id === managed.values.zone_id && values.phase === 'http_request_firewall_custom',
          )
          .flatMap((own) => blocked(own, host)),
      ),
    );
  },
};

/** Hosts that a ruleset names in an exception from managed rules. */
function skippedBy(ruleset: Resource): readonly string[] {
  if (ruleset.values.phase !== 'http_request_firewall_managed') return [];
  return Block.of(ruleset)
    .blocks('rules')
    .filter((rule) => rule.text('action') === 'skip' && rule.flag('enabled', true) !== false)
    .flatMap((rule) =>
      [...(rule.text('expression') ?? '').matchAll(/"([a-z0-9.-]+\.[a-z]+)"/g)].map(([, host = '']) => host),
    );
}

function blocked(own: Resource, host: string): readonly Violation[] {
  return Block.of(own)
    .blocks('rules')
    .filter(
      (rule) => rule.flag('enabled', true) !== false && rule.text('action') !== 'skip' && rule.text('action') !== 'log',
    )
    .flatMap((rule) => {
      const name = rule.text('ref') ?? rule.text('description') ?? 'a rule';
      const expression = rule.text('expression') ?? '';
      try {
        const path = PATHS.find((one) => matchesExpression(expression, requestTo('GET', `https://${host}${one}`)));
        return path === undefined
          ? []
          : [{ place: own, message: `${name} must leave ${host} alone as the managed rules do, got ${path} refused` }];
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        return [{ place: own, message: `${name} must be evaluated for ${host}, but ${error.message}` }];
      }
    });
}
