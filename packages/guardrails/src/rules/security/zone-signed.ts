import { each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const zoneSigned: Rule = {
  id: 'CKV2_AWS_38',
  family: 'security',
  severity: 'low',
  title: 'Public zones are signed',
  what: 'Every public `aws_route53_zone` has an `aws_route53_hosted_zone_dnssec`.',
  why: 'Unsigned answers can be forged on the way.',
  remedy: 'Sign the zone, or waive the rule where nothing but Cloudflare asks it.',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html',
  check: each('aws_route53_zone', (zone, resource, context) =>
    zone.has('vpc') || companionsOf(context, resource, 'aws_route53_hosted_zone_dnssec', 'hosted_zone_id').length > 0
      ? undefined
      : 'must have an aws_route53_hosted_zone_dnssec, got none',
  ),
};
