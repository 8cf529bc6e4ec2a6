import { closest } from '@smile/core';
import { CONFIG_MANAGED_RULES } from '../../data/config-managed-rules.ts';
import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const configRuleIdentifier: Rule = {
  id: 'SMILE_CONFIG_RULE_IDENTIFIER',
  family: 'semantics',
  severity: 'high',
  title: 'A managed Config rule exists',
  what: '`source.source_identifier` of every `aws_config_config_rule` of AWS is a managed rule that we know.',
  why: 'Plan accepts NOT_A_RULE, Config refuses it. The display name (restricted-ssh) is often not the identifier (INCOMING_SSH_DISABLED).',
  remedy: "Take the identifier from AWS's list; add it to src/data/config-managed-rules.ts if it is new.",
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html',
  check: each('aws_config_config_rule', (rule) => {
    const { owner, identifier } = {
      owner: rule.block('source').text('owner'),
      identifier: rule.block('source').text('source_identifier'),
    };
    if (owner !== 'AWS' || identifier === undefined || CONFIG_MANAGED_RULES.includes(identifier)) return undefined;
    const guess = closest(identifier, CONFIG_MANAGED_RULES);
    return `source_identifier must be a managed rule, got ${identifier}${guess === undefined ? '' : `; did you mean ${guess}?`}`;
  }),
};
