import { HOST_WORDS } from '@smile/core';
import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { inCode } from '../../reading/checks.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** Settings that a zone has, of which each stack that keeps a zone sets every one. */
const SETTINGS = [
  'always_use_https',
  'automatic_https_rewrites',
  'min_tls_version',
  'security_header',
  'ssl',
  'tls_1_3',
  'tls_client_auth',
  '0rtt',
];

/** Phases of rulesets that a zone runs. */
const PHASES = [
  'http_request_firewall_custom',
  'http_request_firewall_managed',
  'http_ratelimit',
  'http_request_cache_settings',
];

const NOTIFICATIONS = [
  'hostname_aop_custom_certificate_expiration_type',
  'real_origin_monitoring',
  'universal_ssl_event_type',
];

const CAA_TAGS = ['issue', 'issuewild', 'iodef'];

/** Cloudflare's managed ruleset and its OWASP core ruleset, by the ids that its guide lists. */
const RULESETS: Readonly<Record<string, string>> = {
  efb7b8c949ac4650a09736fc376e9aee: 'Cloudflare Managed Ruleset',
  '4814384a9e5d4991b9815dcfc25d2f1f': 'Cloudflare OWASP Core Ruleset',
};

/** What a rule of each phase may do. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  http_request_firewall_custom: ['block', 'managed_challenge'],
  http_request_firewall_managed: ['execute', 'skip'],
  http_ratelimit: ['block', 'managed_challenge'],
  http_request_cache_settings: ['set_cache_settings'],
};

export const zoneParts: Rule = {
  id: 'SMILE_ZONE_PARTS',
  family: 'security',
  severity: 'high',
  title: 'A Cloudflare zone has every setting and ruleset, and each rule does what its phase is for',
  what: 'A stack with zone settings or rulesets sets all of the table: TLS settings, four phases, CAA for issue, issuewild and iodef, notifications, origin pulls for every proxied host, and of the zone for a wildcard. Rules block; managed rulesets run for every request, with paranoia levels as their only overrides; a skip is for one host, of the ruleset at hand, and is logged; expressions name hosts of the zone and can be true; rates count by address and colo.',
  why: 'A rule that logs, a skip of everything or an expression on a host that nobody has is listed in the dashboard as any other.',
  remedy: 'Use CloudflareZone.',
  source: 'https://developers.cloudflare.com/waf/managed-rules/reference/',
  // The provider writes every attribute that a rule could have, with nothing in it.
  check: inCode((context) => {
    const stacks = [
      ...new Set(context.resources(['cloudflare_zone_setting', 'cloudflare_ruleset']).map(({ stack }) => stack)),
    ];
    return [
      ...stacks.flatMap((stack) => parts(stack, context)),
      ...origins(context),
      ...context.resources('cloudflare_ruleset').flatMap((place) => rules(place, context)),
    ];
  }),
};

function parts(stack: string, { resources }: RuleContext): readonly Violation[] {
  const own = (type: string) => resources(type).filter((one) => one.stack === stack);
  const missing = (type: string, wanted: readonly string[], found: readonly unknown[]) =>
    found.length === 0 && type !== 'cloudflare_dns_record'
      ? []
      : wanted.filter((one) => !found.includes(one)).map((one) => `must hold ${type} ${one}, got none`);
  const settings = own('cloudflare_zone_setting').map(({ values }) => values.setting_id);
  const phases = own('cloudflare_ruleset').map(({ values }) => values.phase);
  const alerts = own('cloudflare_notification_policy').map(({ values }) => values.alert_type);
  const tags = own('cloudflare_dns_record').flatMap((record) =>
    record.values.type === 'CAA' ? (Block.of(record).block('data').text('tag') ?? []) : [],
  );
  const messages = [
    ...missing('cloudflare_zone_setting', SETTINGS, settings),
    ...missing('cloudflare_ruleset', PHASES, phases),
    ...missing('cloudflare_notification_policy', NOTIFICATIONS, alerts),
    ...(own('cloudflare_dns_record').length === 0 ? [] : missing('cloudflare_dns_record', CAA_TAGS, tags)),
    ...(settings.length > 0 && own('cloudflare_zone_dnssec').length === 0
      ? ['must hold cloudflare_zone_dnssec, got none']
      : []),
  ];
  return messages.map((message) => ({ place: { stack, address: 'cloudflare_zone' }, message }));
}

/** Every proxied host that load balancers answer shows Cloudflare's certificate. */
function origins({ resources }: RuleContext): readonly Violation[] {
  const pulls = resources('cloudflare_authenticated_origin_pulls');
  const pulled = pulls.flatMap((pull) =>
    Block.of(pull)
      .blocks('config')
      .map((config) => config.text('hostname')),
  );
  if (pulls.length === 0) return [];
  const stacks = new Set(pulls.map(({ stack }) => stack));
  // Those of a host are for one name written out; names below a wildcard take those of the zone.
  const zones = resources('cloudflare_authenticated_origin_pulls_settings').map(({ stack }) => stack);
  return resources('cloudflare_dns_record')
    .filter(({ values, stack }) => values.proxied === true && values.type === 'CNAME' && stacks.has(stack))
    .filter(
      ({ values }) => typeof values.name === 'string' && !values.name.includes('${') && !pulled.includes(values.name),
    )
    .filter(({ values, stack }) => !(String(values.name).startsWith('*.') && zones.includes(stack)))
    .map((place) => ({
      place,
      message: `must have a cloudflare_authenticated_origin_pulls for ${String(place.values.name)}, got none`,
    }));
}

function rules(place: Resource, context: RuleContext): readonly Violation[] {
  const block = Block.of(place);
  const phase = block.text('phase') ?? '';
  const list = block.blocks('rules');
  const messages = [
    ...list.flatMap((rule) => ruleProblems(rule, phase, context)),
    ...(phase === 'http_request_firewall_managed' ? executed(list) : []),
    ...(list.length === 0 ? ['rules must be given, got nothing'] : []),
  ];
  return messages.map((message) => ({ place, message }));
}

function executed(list: readonly Block[]): readonly string[] {
  const ids = list
    .filter((rule) => rule.text('action') === 'execute')
    .map((rule) => rule.block('action_parameters').text('id') ?? '');
  return Object.entries(RULESETS)
    .filter(([id]) => !ids.includes(id))
    .map(([id, name]) => `must execute ${name} (${id}), got ${ids.join(', ') || 'nothing'}`);
}

function ruleProblems(rule: Block, phase: string, context: RuleContext): readonly string[] {
  const name = rule.text('ref') ?? rule.show('description');
  const [action, expression] = [rule.text('action') ?? '', rule.text('expression') ?? ''];
  const allowed = ACTIONS[phase];
  return [
    ...(allowed === undefined || allowed.includes(action)
      ? []
      : [`rule ${name} must ${allowed.join(' or ')}, got ${action}`]),
    ...expressionProblems(name, expression, { action, phase }, context),
    ...(action === 'execute' ? overrides(name, rule) : []),
    ...(action === 'skip' ? skips(name, rule) : []),
    ...(phase === 'http_ratelimit' ? counted(name, rule) : []),
  ];
}

/** The Git server publishes its names from an environment that need not be judged here; only its labels, below a domain of the zone. */
function isGitServer(host: string, hosts: ReadonlySet<unknown>): boolean {
  const [label, ...domain] = host.split('.');
  const isLabel = label === HOST_WORDS.Git.label || label === HOST_WORDS.Registry.label;
  return isLabel && [...hosts].some((known) => String(known).split('.').slice(1).join('.') === domain.join('.'));
}

function expressionProblems(
  name: string,
  expression: string,
  { action, phase }: { readonly action: string; readonly phase: string },
  { resources }: RuleContext,
): readonly string[] {
  if (expression === '' || expression.includes('${')) return [];
  const hosts = new Set(resources('cloudflare_dns_record').map(({ values }) => values.name));
  const named = [...expression.matchAll(/http\.host\s+(?:eq\s+|in\s+\{)([^}]*?)(?:\}|\)|$| and | or )/g)].flatMap(
    ([, text = '']) => [...text.matchAll(/"([^"]+)"/g)].map(([, host = '']) => host),
  );
  const unknown = hosts.size === 0 ? [] : named.filter((host) => !hosts.has(host) && !isGitServer(host, hosts));
  const isNever =
    /^\s*\(?\s*(?:false|not\s+true)\s*\)?\s*$|\band\s+\(?\s*(?:false|not\s+true)\b|\b(?:false)\s+and\b/.test(
      expression,
    );
  return [
    ...unknown.map((host) => `expression of rule ${name} must name hosts of the zone, got ${host}`),
    ...(isNever ? [`expression of rule ${name} must be one that can be true, got ${expression}`] : []),
    ...(action === 'execute' && expression !== 'true'
      ? [`expression of rule ${name} must be true, so that every request is looked at, got ${expression}`]
      : []),
    ...(phase === 'http_request_firewall_custom' && action === 'block' && /^\s*\(?\s*true\s*\)?\s*$/.test(expression)
      ? [`expression of rule ${name} must not be true, which blocks everybody`]
      : []),
  ];
}

/** Paranoia levels above the first match what applications send; nothing else is taken out. */
function overrides(name: string, rule: Block): readonly string[] {
  const block = rule.block('action_parameters').block('overrides');
  const others = block.names().filter((one) => one !== 'categories');
  const categories = block
    .blocks('categories')
    .filter((one) => one.flag('enabled', true) === false || one.has('action'));
  const wrong = categories.filter((one) => !/^paranoia-level-[234]$/.test(one.text('category') ?? ''));
  return [
    ...others.map((one) => `overrides of rule ${name} must hold categories only, got ${one}`),
    ...wrong.map(
      (one) => `overrides of rule ${name} must take out paranoia levels 2 to 4 only, got ${one.show('category')}`,
    ),
  ];
}

function skips(name: string, rule: Block): readonly string[] {
  const parameters = rule.block('action_parameters');
  const isOneHost = /^\(?\s*http\.host eq "[^"]+"\s*\)?$/.test(rule.text('expression') ?? '');
  return [
    ...(isOneHost ? [] : [`expression of rule ${name}, which skips, must be one host, got ${rule.show('expression')}`]),
    ...(parameters.text('ruleset') === 'current'
      ? []
      : [`rule ${name} must skip the current ruleset alone, got ${JSON.stringify(parameters.names())}`]),
    ...parameters
      .names()
      .filter((one) => one !== 'ruleset')
      .map((one) => `rule ${name} must skip the current ruleset alone, got ${one}`),
    ...(rule.block('logging').flag('enabled', false) === true
      ? []
      : [`logging of rule ${name}, which skips, must be on`]),
  ];
}

function counted(name: string, rule: Block): readonly string[] {
  const found = rule.block('ratelimit').texts('characteristics');
  return ['cf.colo.id', 'ip.src']
    .filter((one) => !found.includes(one))
    .map((one) => `characteristics of rule ${name} must hold ${one}, got ${found.join(', ') || 'nothing'}`);
}
