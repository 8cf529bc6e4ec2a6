import { each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const loadBalancerFirewall: Rule = {
  id: 'CKV2_AWS_28',
  family: 'security',
  severity: 'high',
  title: 'Every public load balancer has a firewall',
  what: 'Every application `aws_lb` that is not internal has an `aws_wafv2_web_acl_association`.',
  why: 'What Cloudflare lets through by mistake would reach the services unchecked.',
  remedy: 'Use WebAcl of @smile/edge.',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html',
  check: each('aws_lb', (lb, resource, context) => {
    const isPublic =
      lb.flag('internal', false) === false && (lb.text('load_balancer_type') ?? 'application') === 'application';
    return !isPublic || companionsOf(context, resource, 'aws_wafv2_web_acl_association', 'resource_arn').length > 0
      ? undefined
      : 'must have an aws_wafv2_web_acl_association, got none';
  }),
};
