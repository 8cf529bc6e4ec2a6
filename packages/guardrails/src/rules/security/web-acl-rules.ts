import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { entrancesOf, purposeOf } from '../../reading/entrances.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** Managed groups that every ACL runs, in the order in which they cost: cheap ones first. */
const GROUPS = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesSQLiRuleSet',
];

/**
 * Rules that may only count, by what the hosts behind the ACL take: uploads of files are larger than one rule allows; consoles send
 * queries in bodies and arguments; source code looks like an attack in paths as well.
 */
const MAY_COUNT = {
  applications: /^SizeRestrictions_BODY$/,
  consoles: /_(?:BODY|QUERYARGUMENTS|QUERYSTRING)$/,
  code: /_(?:BODY|QUERYARGUMENTS|QUERYSTRING|URIPATH)$/,
} as const;

export const webAclRules: Rule = {
  id: 'SMILE_WEB_ACL_RULES',
  family: 'security',
  severity: 'high',
  title: 'A web ACL runs its rules in order, blocks, and counts clients by their own address',
  what: 'Rules of every `aws_wafv2_web_acl` have priorities of their own, rates before managed groups; the four managed groups run and block, but for reputation behind Cloudflare, where the address is not that of the client, and for rules that content of the audience would match; a rate blocks, one of them without a scope; behind Cloudflare clients are counted by CF-Connecting-IP; default is allow; paths of a scope are normalised.',
  why: 'AWS WAF refuses a second rule of a priority; a group that counts, a rule that is taken out or a scope that matches nothing looks like protection.',
  remedy: 'Use WebAcl.',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-processing-order.html',
  check: each('aws_wafv2_web_acl', (acl, resource, context) => {
    const rules = acl.blocks('rule');
    const isProxied = isBehindCloudflare(resource, context);
    const mayCount = exceptionsFor(resource, context);
    return [
      ...order(rules),
      ...missingGroups(rules),
      ...rules.flatMap((rule) => [...managed(rule, isProxied, mayCount), ...rate(rule, isProxied)]),
      ...(acl.block('default_action').has('block') ? ['default_action must be allow, got block'] : []),
      ...(rules.some((rule) => isRate(rule) && scopeOf(rule).names().length === 0)
        ? []
        : ['must have a rate of all requests of one client, without a scope, got none']),
    ];
  }),
};

function balancersBehind(acl: Resource, context: RuleContext): readonly Resource[] {
  return companionsOf(context, acl, 'aws_wafv2_web_acl_association', 'web_acl_arn').flatMap((one) =>
    targetsOf(context, one, 'resource_arn', 'aws_lb'),
  );
}

/** Whether a load balancer behind it asks for the certificate of Cloudflare; undefined when none is known. */
function isBehindCloudflare(acl: Resource, context: RuleContext): boolean | undefined {
  const modes = balancersBehind(acl, context).flatMap((balancer) =>
    companionsOf(context, balancer, 'aws_lb_listener', 'load_balancer_arn').flatMap(
      (listener) => Block.of(listener).block('mutual_authentication').text('mode') ?? [],
    ),
  );
  return modes.length === 0 ? undefined : modes.includes('verify');
}

/** Rules that may only count, by the hosts behind it; undefined when none is known. */
function exceptionsFor(acl: Resource, context: RuleContext): RegExp | undefined {
  const balancers = balancersBehind(acl, context);
  const hosts = entrancesOf(context)
    .filter(({ balancer }) => balancers.includes(balancer))
    .flatMap((entrance) => entrance.hosts.map(({ pattern }) => pattern));
  if (hosts.length === 0) return undefined;
  if (hosts.every((host) => ['git', 'registry'].includes(host.split('.')[0] ?? ''))) return MAY_COUNT.code;
  return hosts.every((host) => purposeOf(host)?.audience === 'visitors') ? MAY_COUNT.applications : MAY_COUNT.consoles;
}

function order(rules: readonly Block[]): readonly string[] {
  const priorities = rules.map((rule) => rule.number('priority'));
  const [double] = priorities.filter((one, index) => one !== undefined && priorities.indexOf(one) !== index);
  const rates = rules.filter(isRate).flatMap((rule) => rule.number('priority') ?? []);
  const groups = rules.filter((rule) => !isRate(rule)).flatMap((rule) => rule.number('priority') ?? []);
  const sorted = GROUPS.flatMap((group) => rules.filter((rule) => groupOf(rule).text('name') === group)).flatMap(
    (rule) => rule.number('priority') ?? [],
  );
  const isSorted = sorted.every((one, index) => index === 0 || one > (sorted[index - 1] ?? 0));
  return [
    ...(double === undefined ? [] : [`priority must be that of one rule, got ${double} twice`]),
    ...(rates.length > 0 && groups.length > 0 && Math.max(...rates) > Math.min(...groups)
      ? ['priority of rates must be before that of managed groups, got one after']
      : []),
    ...(isSorted ? [] : [`priority of managed groups must be in the order ${GROUPS.join(', ')}, got another`]),
  ];
}

function missingGroups(rules: readonly Block[]): readonly string[] {
  const names = rules.flatMap((rule) => groupOf(rule).text('name') ?? []);
  return GROUPS.filter((group) => !names.includes(group)).map((group) => `must run ${group}, got none`);
}

function managed(rule: Block, isProxied: boolean | undefined, mayCount: RegExp | undefined): readonly string[] {
  const group = groupOf(rule);
  const name = group.text('name');
  if (name === undefined) return [];
  const counts = rule.block('override_action').has('count');
  const isReputation = name === 'AWSManagedRulesAmazonIpReputationList';
  const excused = group
    .blocks('rule_action_override')
    .flatMap((override) => override.text('name') ?? [])
    .filter((one) => mayCount?.test(one) === false);
  return [
    ...(counts && !(isReputation && isProxied !== false) ? [`override_action of ${name} must be none, got count`] : []),
    ...(isReputation && isProxied === true && !counts
      ? [`override_action of ${name} must be count behind Cloudflare, whose addresses it sees, got none`]
      : []),
    ...excused.map((one) => `${name} must not leave out ${one}`),
    ...(group.has('excluded_rule') ? [`${name} must not leave out rules by excluded_rule`] : []),
  ];
}

function rate(rule: Block, isProxied: boolean | undefined): readonly string[] {
  if (!isRate(rule)) return [];
  const name = rule.show('name');
  const statement = rule.block('statement').block('rate_based_statement');
  const key = statement.text('aggregate_key_type');
  const wanted = isProxied === true ? 'FORWARDED_IP' : 'IP';
  const scope = scopeOf(rule);
  return [
    ...(rule.block('action').has('block')
      ? []
      : [`rule ${name} must block, got ${rule.block('action').names().join(', ') || 'nothing'}`]),
    ...(isProxied === undefined || key === undefined || key === wanted
      ? []
      : [`rule ${name} must count by ${wanted}, got ${key}`]),
    ...matches(scope).flatMap((match) => matchProblems(match, String(name))),
  ];
}

/** Byte matches of a scope, alone or in an `or`. */
function matches(scope: Block): readonly Block[] {
  return [scope, ...scope.block('or_statement').blocks('statement')].flatMap((one) =>
    one.blocks('byte_match_statement'),
  );
}

function matchProblems(match: Block, name: string): readonly string[] {
  const transformations = match.blocks('text_transformation').map((one) => one.text('type'));
  const [path, position] = [match.text('search_string'), match.text('positional_constraint')];
  return [
    ...(path === undefined || path.startsWith('/')
      ? []
      : [`search_string of rule ${name} must be a path, got ${path}`]),
    ...(position === undefined || ['CONTAINS', 'STARTS_WITH'].includes(position)
      ? []
      : [
          `positional_constraint of rule ${name} must be CONTAINS or STARTS_WITH, since paths have realms and queries, got ${position}`,
        ]),
    ...(match.block('field_to_match').has('uri_path') ? [] : [`field_to_match of rule ${name} must be uri_path`]),
    ...['URL_DECODE', 'NORMALIZE_PATH']
      .filter((one) => !transformations.includes(one))
      .map(
        (one) => `text_transformation of rule ${name} must hold ${one}, got ${transformations.join(', ') || 'none'}`,
      ),
  ];
}

function isRate(rule: Block): boolean {
  return rule.block('statement').has('rate_based_statement');
}

function scopeOf(rule: Block): Block {
  return rule.block('statement').block('rate_based_statement').block('scope_down_statement');
}

function groupOf(rule: Block): Block {
  return rule.block('statement').block('managed_rule_group_statement');
}
