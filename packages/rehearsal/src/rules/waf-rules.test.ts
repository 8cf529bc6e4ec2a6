import { expect, test } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { findBrokenRules } from './broken-rules.ts';

const RATE = { rate_based_statement: { limit: 100, aggregate_key_type: 'IP' } };
const GROUP = { managed_rule_group_statement: { vendor_name: 'AWS', name: 'AWSManagedRulesCommonRuleSet' } };
const LABEL = { label_match_statement: { scope: 'LABEL', key: 'a' } };

const messages = (rule: ObjectValue) =>
  findBrokenRules('aws_wafv2_web_acl', {
    name: 'public',
    scope: 'REGIONAL',
    rule: [{ name: 'R', priority: 1, ...rule }],
  }).map(({ rule: { id }, message }) => `${id}: ${message}`);

const blocking = (statement: ObjectValue) => messages({ action: [{ block: [{}] }], override_action: [], statement });

test.each([
  ['a rate', RATE],
  ['a rate of some requests', { rate_based_statement: { ...RATE.rate_based_statement, scope_down_statement: LABEL } }],
  ['two statements at once', { and_statement: { statement: [LABEL, { not_statement: { statement: [LABEL] } }] } }],
])('accepts %s', (_name, statement) => {
  expect(blocking(statement)).toEqual([]);
});

test('accepts a group whose rules decide', () => {
  expect(messages({ action: [], override_action: [{ none: [{}] }], statement: GROUP })).toEqual([]);
});

test.each([
  [
    'camelCase, which cdktf passes on (P86)',
    { rateBasedStatement: { limit: 100 } },
    [
      'waf-statement-names: extraneous JSON object property: no argument or block type is named "rateBasedStatement"',
      'waf-statement-kind: has a statement of unknown kind "rateBasedStatement"',
    ],
  ],
  [
    'camelCase further in',
    { rate_based_statement: { limit: 100, aggregateKeyType: 'IP' } },
    ['waf-statement-names: extraneous JSON object property: no argument or block type is named "aggregateKeyType"'],
  ],
  [
    'a kind that there is not',
    { not_statement: { statement: [{ country_statement: {} }] } },
    ['waf-statement-kind: has a statement of unknown kind "country_statement"'],
  ],
  ['none at all', {}, ['waf-one-statement: must have exactly one statement, got 0 in rule "R"']],
  [
    'two beside each other',
    { ...RATE, ...LABEL },
    ['waf-one-statement: must have exactly one statement, got 2 in rule "R"'],
  ],
  [
    'an or of one',
    { not_statement: { statement: [{ or_statement: { statement: [LABEL] } }] } },
    ['waf-logical-statement: and_statement and or_statement must have two statements at least'],
  ],
])('refuses %s', (_name, statement, problems) => {
  expect(blocking(statement)).toEqual(problems);
});

test.each([
  [{ action: [{ block: [{}] }], override_action: [], statement: GROUP }, 'override_action and no action'],
  [{ action: [], override_action: [{ none: [{}] }], statement: RATE }, 'action and no override_action'],
  [{ action: [], override_action: [], statement: RATE }, 'action and no override_action'],
])('refuses the wrong kind of action: %j', (rule, wanted) => {
  expect(messages(rule)).toEqual([`waf-rule-action: must have ${wanted} in rule "R"`]);
});
