import { each, mustBe, mustBeOneOf } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const loadBalancerHeaders: Rule = {
  id: 'CKV_AWS_131',
  family: 'security',
  severity: 'medium',
  title: 'Load balancers drop what is no proper header, and requests that two servers would read differently',
  what: '`drop_invalid_header_fields` of every application `aws_lb` is true, and `desync_mitigation_mode` is not monitor.',
  why: 'Smuggled headers and requests get past the firewall.',
  remedy: 'Set both.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
  includes: ['CKV_AWS_328'],
  check: each('aws_lb', (lb) =>
    (lb.text('load_balancer_type') ?? 'application') === 'application'
      ? [
          mustBe(lb, 'drop_invalid_header_fields', true),
          mustBeOneOf(lb, 'desync_mitigation_mode', ['defensive', 'strictest'], 'defensive'),
        ]
      : undefined,
  ),
};
