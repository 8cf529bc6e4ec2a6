import type { Json } from '@smile/inventory';
import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const firewallArguments: Rule = {
  id: 'SMILE_FIREWALL_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'Rules of the firewall have a scope, a priority each, and names as Terraform knows them',
  what: '`scope` is REGIONAL or CLOUDFRONT, no two rules have one priority, and statements are written in snake_case.',
  why: 'cdktf does not translate statements: camelCase passes the types and the synthesis, and Terraform then refuses the stack. Two rules of one priority change places at every plan.',
  remedy: 'Use WebAcl of @smile/edge.',
  source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html',
  check: allOf(
    argumentRules('waf-scope', 'waf-priority'),
    each(['aws_wafv2_web_acl', 'aws_wafv2_rule_group'], (acl) => {
      const names = keysOf(acl.list('rule')).filter((key) => /[a-z][A-Z]/.test(key));
      return [...new Set(names)].map((name) => `rule must be written in snake_case, got ${name}`);
    }),
  ),
};

/** Names of arguments and blocks at every depth. */
function keysOf(value: Json): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item: Json) => keysOf(item));
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}
