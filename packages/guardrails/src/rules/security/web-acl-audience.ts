import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { entrancesOf, purposeOf } from '../../reading/entrances.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** What requests carry, by whom a host is for. A code host is what Cloudflare's managed rules skip. */
type Carries = 'applications' | 'consoles' | 'code';

/**
 * Rules of AWS's groups, by the part of a request that they read, that take ordinary work for an attack.
 * Sources: WAF guide, "Baseline rule groups"; clickhouse.com/docs/interfaces/http (SQL in body and query); grafana/grafana#57656;
 * metabase/metabase#50255; docs.gitlab.com (paths of files below `/-/blob/`).
 */
const MUST_COUNT: Readonly<Record<Carries, readonly string[]>> = {
  applications: [],
  consoles: [
    ...['SQLi_BODY', 'SQLi_QUERYARGUMENTS', 'CrossSiteScripting_BODY', 'CrossSiteScripting_QUERYARGUMENTS'],
    ...['GenericLFI_BODY', 'GenericLFI_QUERYARGUMENTS', 'GenericRFI_BODY', 'GenericRFI_QUERYARGUMENTS'],
    ...['EC2MetaDataSSRF_BODY', 'EC2MetaDataSSRF_QUERYARGUMENTS'],
  ],
  code: [
    ...['SQLi_BODY', 'CrossSiteScripting_BODY', 'GenericLFI_BODY', 'GenericRFI_BODY', 'EC2MetaDataSSRF_BODY'],
    ...['Log4JRCE_BODY', 'JavaDeserializationRCE_BODY', 'RestrictedExtensions_URIPATH', 'ExploitablePaths_URIPATH'],
    ...['GenericLFI_URIPATH', 'RestrictedExtensions_QUERYARGUMENTS'],
  ],
};

/** What must block in front of applications. */
const MUST_BLOCK = ['SQLi_BODY', 'CrossSiteScripting_BODY', 'GenericLFI_BODY', 'GenericRFI_BODY', 'Log4JRCE_BODY'];

/** The group that each rule named above is in. */
const GROUP_OF = (rule: string) =>
  rule.startsWith('SQLi')
    ? 'AWSManagedRulesSQLiRuleSet'
    : /^(Log4J|JavaDes|ExploitablePaths)/.test(rule)
      ? 'AWSManagedRulesKnownBadInputsRuleSet'
      : 'AWSManagedRulesCommonRuleSet';

export const webAclAudience: Rule = {
  id: 'SMILE_WAF_AUDIENCE',
  family: 'security',
  severity: 'medium',
  title: 'A web ACL inspects what the hosts behind it take: forms, queries or source code',
  what: 'All load balancers behind one `aws_wafv2_web_acl` serve hosts of one kind: applications, consoles for operators, or hosts that the managed rules of Cloudflare skip because they take source code. In front of consoles and code, managed rules on bodies, queries and (for code) paths only count; in front of applications they block.',
  why: 'SQL in the body is the work of a database console, and a path may be WEB-INF in a repository: both are answered 403. A web ACL for two audiences is weakened for both when one needs an exception.',
  remedy: 'Give each audience values of its own under edge.webAcls, and list hosts that take code in edge.codeHosts.',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html',
  check: (context) => {
    const skipped = hostsSkippedAtCloudflare(context);
    return context.resources('aws_wafv2_web_acl').flatMap((acl) => judge(context, acl, skipped));
  },
};

function judge(context: RuleContext, acl: Resource, skipped: ReadonlySet<string>): readonly Violation[] {
  const behind = companionsOf(context, acl, 'aws_wafv2_web_acl_association', 'web_acl_arn').flatMap((association) =>
    targetsOf(context, association, 'resource_arn', 'aws_lb'),
  );
  const hosts = entrancesOf(context)
    .filter(({ balancer }) => behind.includes(balancer))
    .flatMap(({ hosts: served }) => served.map(({ pattern }) => pattern))
    .toSorted();
  const kinds = new Set(hosts.map((host) => kindOf(host, skipped)));
  if (kinds.size > 1) {
    return [
      {
        place: acl,
        message: `must be in front of hosts of one kind, got ${[...kinds].toSorted().join(' and ')} (${hosts.join(', ')})`,
      },
    ];
  }
  const [kind] = kinds;
  if (kind === undefined) return [];
  const wrong = MUST_COUNT[kind].filter((rule) => blocks(acl, rule));
  const idle = kind === 'applications' ? MUST_BLOCK.filter((rule) => !blocks(acl, rule)) : [];
  return [
    ...(wrong.length === 0
      ? []
      : [{ place: acl, message: `must only count ${wrong.join(', ')} in front of ${kind} (${hosts.join(', ')})` }]),
    ...(idle.length === 0
      ? []
      : [{ place: acl, message: `must block by ${idle.join(', ')} in front of applications (${hosts.join(', ')})` }]),
  ];
}

function kindOf(host: string, skipped: ReadonlySet<string>): Carries {
  if (skipped.has(host) || ['git', 'registry'].includes(host.split('.')[0] ?? '')) return 'code';
  return purposeOf(host)?.audience === 'visitors' ? 'applications' : 'consoles';
}

/** Whether a managed rule blocks: its group decides for itself, and nothing overrides the rule. */
function blocks(acl: Resource, managed: string): boolean {
  return Block.of(acl)
    .blocks('rule')
    .some((rule) => {
      const group = rule.block('statement').block('managed_rule_group_statement');
      if (group.text('name') !== GROUP_OF(managed) || rule.block('override_action').has('count')) return false;
      const overrides = group.blocks('rule_action_override').filter((one) => one.text('name') === managed);
      const isExcluded = group.blocks('excluded_rule').some((one) => one.text('name') === managed);
      return !isExcluded && overrides.every((one) => one.block('action_to_use').names().includes('block'));
    });
}

function hostsSkippedAtCloudflare(context: RuleContext): ReadonlySet<string> {
  return new Set(
    context
      .resources('cloudflare_ruleset')
      .flatMap((ruleset) => Block.of(ruleset).blocks('rules'))
      .filter((rule) => rule.text('action') === 'skip')
      .flatMap((rule) => [...(rule.text('expression') ?? '').matchAll(/"([^"]+)"/g)].map(([, host = '']) => host)),
  );
}
