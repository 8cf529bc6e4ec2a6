import { each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const zoneQueryLogs: Rule = {
  id: 'CKV2_AWS_39',
  family: 'security',
  severity: 'low',
  title: 'Route 53 query logging is on',
  what: 'Every public `aws_route53_zone` has an `aws_route53_query_log`.',
  why: 'Malware finds its way by DNS; without the log nobody sees it. A private zone is covered by the resolver.',
  remedy: "Log the zone's queries, or waive the rule where Cloudflare answers for the public.",
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html',
  check: each('aws_route53_zone', (zone, resource, context) =>
    zone.has('vpc') || companionsOf(context, resource, 'aws_route53_query_log', 'zone_id').length > 0
      ? undefined
      : 'must have an aws_route53_query_log, got none',
  ),
};
