import type { Block } from '../reading/block.ts';

/**
 * Capacity units of AWS's managed rule groups.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
const GROUPS: Readonly<Record<string, number>> = {
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
  AWSManagedRulesWindowsRuleSet: 200,
  AWSManagedRulesPHPRuleSet: 100,
  AWSManagedRulesWordPressRuleSet: 100,
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesBotControlRuleSet: 50,
  AWSManagedRulesATPRuleSet: 50,
  AWSManagedRulesACFPRuleSet: 50,
};

/**
 * The least that the rules of a web ACL use, before AWS has counted: managed groups as above, a rate limit two, anything else
 * one. What AWS counted is the attribute `capacity`.
 */
export function capacityOf(acl: Block): number {
  return acl.blocks('rule').reduce((sum, rule) => {
    const statement = rule.block('statement');
    const group = statement.block('managed_rule_group_statement').text('name');
    if (group !== undefined) return sum + (GROUPS[group] ?? 1);
    return sum + (statement.has('rate_based_statement') ? 2 : 1);
  }, 0);
}
