import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const firewallRules: Rule = {
  id: 'CKV_AWS_192',
  family: 'security',
  severity: 'high',
  title: 'The firewall stops known attacks',
  what: 'Every `aws_wafv2_web_acl` has the managed groups CommonRuleSet and KnownBadInputsRuleSet, not only counting.',
  why: 'KnownBadInputs stops Log4Shell; a group that counts stops nothing.',
  remedy: 'Use WebAcl of @smile/edge.',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html',
  includes: ['CKV_AWS_175', 'CKV2_AWS_76'],
  check: each('aws_wafv2_web_acl', (acl) => {
    if (acl.isUnknown('rule')) return undefined;
    const active = acl
      .blocks('rule')
      .filter((rule) => !rule.block('override_action').has('count'))
      .flatMap((rule) => rule.block('statement').block('managed_rule_group_statement').text('name') ?? []);
    const missing = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'].filter(
      (group) => !active.includes(group),
    );
    return missing.length === 0 ? undefined : `rule must have ${missing.join(' and ')}`;
  }),
};
