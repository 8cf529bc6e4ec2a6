import { isGiven, isList, isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';

/** Statements that WAF has. Source: registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/wafv2_web_acl. */
const STATEMENTS = [
  'and_statement',
  'asn_match_statement',
  'byte_match_statement',
  'geo_match_statement',
  'ip_set_reference_statement',
  'label_match_statement',
  'managed_rule_group_statement',
  'not_statement',
  'or_statement',
  'rate_based_statement',
  'regex_match_statement',
  'regex_pattern_set_reference_statement',
  'rule_group_reference_statement',
  'size_constraint_statement',
  'sqli_match_statement',
  'xss_match_statement',
];

/** Statements whose rules have actions of their own, so that a rule with one overrides instead of acting. */
const GROUP_STATEMENTS = ['managed_rule_group_statement', 'rule_group_reference_statement'];

const SNAKE_CASE = /^[a-z0-9]+(_[a-z0-9]+)*$/;

/** What WAF and its provider refuse in the rules of a web ACL, of which the schema knows nothing below `statement`. */
export const WAF_RULES: readonly ArgumentRule[] = [
  {
    id: 'waf-statement-names',
    types: ['aws_wafv2_web_acl', 'aws_wafv2_rule_group'],
    path: 'rule',
    check: (rule) => {
      const wrong = statementOf(rule)
        .flatMap(keysBelow)
        .find((key) => !SNAKE_CASE.test(key));
      return wrong === undefined
        ? undefined
        : `extraneous JSON object property: no argument or block type is named ${JSON.stringify(wrong)}`;
    },
    source: 'https://github.com/hashicorp/terraform-cdk/issues/2397',
  },
  {
    id: 'waf-statement-kind',
    types: ['aws_wafv2_web_acl', 'aws_wafv2_rule_group'],
    path: 'rule',
    check: (rule) => {
      const wrong = statementOf(rule)
        .flatMap(kindsIn)
        .find((kind) => !STATEMENTS.includes(kind));
      return wrong === undefined ? undefined : `has a statement of unknown kind ${JSON.stringify(wrong)}`;
    },
    source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_Statement.html',
  },
  {
    id: 'waf-one-statement',
    types: ['aws_wafv2_web_acl', 'aws_wafv2_rule_group'],
    path: 'rule',
    check: (rule) => {
      const blocks = statementOf(rule).flatMap((one) => (isList(one) ? [...one] : [one]));
      const counts = blocks.flatMap((one) => (isObject(one) ? [given(one).length] : []));
      const wrong = counts.find((count) => count !== 1);
      return wrong === undefined ? undefined : `must have exactly one statement, got ${wrong} in ${nameOf(rule)}`;
    },
    source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html',
  },
  {
    id: 'waf-override-action',
    types: ['aws_wafv2_web_acl'],
    path: 'rule.statement.managed_rule_group_statement.rule_action_override',
    check: (override) => {
      if (!isObject(override)) return undefined;
      const actions = [override.action_to_use ?? null].flatMap((one) => (isList(one) ? [...one] : [one]));
      const counts = actions.flatMap((one) => (isObject(one) ? given(one).length : []));
      return counts.every((count) => count === 1) && counts.length > 0
        ? undefined
        : `must have exactly one action to use for ${JSON.stringify(override.name ?? null)}`;
    },
    source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_RuleActionOverride.html',
  },
  {
    id: 'waf-logical-statement',
    types: ['aws_wafv2_web_acl', 'aws_wafv2_rule_group'],
    path: 'rule',
    check: (rule) =>
      statementOf(rule).some(hasLogicOfOne)
        ? 'and_statement and or_statement must have two statements at least'
        : undefined,
    source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_AndStatement.html',
  },
  {
    id: 'waf-rule-action',
    types: ['aws_wafv2_web_acl'],
    path: 'rule',
    check: (rule) => {
      const statements = statementOf(rule);
      if (!isObject(rule) || statements.length === 0) return undefined;
      const isGroup = statements.flatMap(kindsIn).some((kind) => GROUP_STATEMENTS.includes(kind));
      const [wanted, other] = isGroup ? ['override_action', 'action'] : ['action', 'override_action'];
      return isGiven(rule[wanted]) && !isGiven(rule[other])
        ? undefined
        : `must have ${wanted} and no ${other} in rule ${JSON.stringify(rule.name ?? null)}`;
    },
    source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html',
  },
];

function nameOf(rule: Value): string {
  return isObject(rule) ? `rule ${JSON.stringify(rule.name ?? null)}` : 'a rule';
}

function statementOf(rule: Value): Value[] {
  if (isList(rule)) return rule.flatMap(statementOf);
  return isObject(rule) && rule.statement !== undefined ? [rule.statement] : [];
}

function keysBelow(value: Value): string[] {
  if (isList(value)) return value.flatMap(keysBelow);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysBelow(inner)]);
}

/** Kinds of a statement and of all statements inside it. */
function kindsIn(statement: Value): string[] {
  if (isList(statement)) return statement.flatMap(kindsIn);
  if (!isObject(statement)) return [];
  return given(statement).flatMap(([kind, body]) => [kind, ...innerStatements(body).flatMap(kindsIn)]);
}

function hasLogicOfOne(statement: Value): boolean {
  if (isList(statement)) return statement.some(hasLogicOfOne);
  if (!isObject(statement)) return false;
  return given(statement).some(([kind, body]) => {
    const inner = innerStatements(body);
    return (['and_statement', 'or_statement'].includes(kind) && inner.length < 2) || inner.some(hasLogicOfOne);
  });
}

function innerStatements(body: Value): Value[] {
  if (isList(body)) return body.flatMap(innerStatements);
  if (!isObject(body)) return [];
  return [body.statement, body.scope_down_statement].flatMap((inner) =>
    inner === undefined || inner === null ? [] : isList(inner) ? [...inner] : [inner],
  );
}

function given(block: ObjectValue): [string, Value][] {
  return Object.entries(block).filter(([, body]) => isGiven(body));
}
