import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const ruleText: Rule = {
  id: 'SMILE_RULE_TEXT',
  family: 'semantics',
  severity: 'medium',
  title: 'Descriptions of rules have characters that EC2 takes',
  what: '`description` of security groups and rules has at most 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*.',
  why: 'Plan accepts an apostrophe, EC2 refuses it.',
  remedy: 'Write the reason without quotes.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html',
  check: argumentRules('rule-description'),
};
