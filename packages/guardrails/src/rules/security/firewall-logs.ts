import { each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const firewallLogs: Rule = {
  id: 'CKV2_AWS_31',
  family: 'security',
  severity: 'medium',
  title: 'The firewall writes down what it stops',
  what: 'Every `aws_wafv2_web_acl` has an `aws_wafv2_web_acl_logging_configuration`.',
  why: 'Without it, a blocked patient and a blocked attacker look the same.',
  remedy: 'Use WebAcl of @smile/edge.',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging.html',
  check: each('aws_wafv2_web_acl', (_, acl, context) =>
    companionsOf(context, acl, 'aws_wafv2_web_acl_logging_configuration', 'resource_arn').length > 0
      ? undefined
      : 'must have an aws_wafv2_web_acl_logging_configuration, got none',
  ),
};
