import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const firewallArguments: Rule = {
  id: 'SMILE_FIREWALL_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'Rules of the firewall have a scope, a priority and an action each, and statements as Terraform knows them',
  what: '`scope` is REGIONAL or CLOUDFRONT, no two rules have one priority, statements are of a known kind and written in snake_case, and each rule acts or overrides; an override of one rule of a group has one action.',
  why: 'cdktf does not translate statements: camelCase passes the types and the synthesis, and Terraform then refuses the stack. Two rules of one priority change places at every plan.',
  remedy: 'Use WebAcl of @smile/edge.',
  source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html',
  check: argumentRules(
    'waf-scope',
    'waf-priority',
    'waf-statement-names',
    'waf-statement-kind',
    'waf-logical-statement',
    'waf-rule-action',
    'waf-override-action',
  ),
};
