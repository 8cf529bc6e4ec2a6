import { ExpressionError, fieldsOf, parseExpression } from '../cloudflare/expression.ts';
import {
  NOTIFICATION_PLANS,
  PLAN_LIMITS,
  type Plan,
  type PlanLimits,
  planNamedIn,
  RATE_PERIODS,
} from '../cloudflare/plans.ts';
import { isList, isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';

const RATES = 'https://developers.cloudflare.com/waf/rate-limiting-rules/#availability';

/** What Cloudflare refuses of a ruleset that the zone's plan does not include. */
export const CLOUDFLARE_RULES: readonly ArgumentRule[] = [
  {
    id: 'cloudflare-plan-named',
    types: ['cloudflare_ruleset'],
    path: 'phase',
    check: (_phase, { kind, description }) =>
      kind === 'zone' && isText(description) && planNamedIn(description) === undefined
        ? `must have a description that names the plan of the zone, as in "Zone on the pro plan", got ${JSON.stringify(description ?? '')}; what the plan includes cannot be told without`
        : undefined,
    source: 'https://developers.cloudflare.com/ruleset-engine/rulesets-api/json-object/',
  },
  {
    id: 'cloudflare-plan-rules',
    types: ['cloudflare_ruleset'],
    path: 'phase',
    check: (phase, resource) => {
      const plan = planOf(resource);
      const most = plan === undefined ? undefined : PLAN_LIMITS[plan].rules[String(phase)];
      const found = isList(resource.rules) ? resource.rules.length : 0;
      return most === undefined || found <= most
        ? undefined
        : `must have at most ${most} rules in ${phase} on the ${plan} plan, got ${found}`;
    },
    source: 'https://developers.cloudflare.com/waf/custom-rules/#availability',
  },
  {
    id: 'cloudflare-plan-rate',
    types: ['cloudflare_ruleset'],
    path: 'rules',
    check: (rule, resource) => {
      const plan = planOf(resource);
      return plan === undefined || resource.phase !== 'http_ratelimit' || !isObject(rule)
        ? undefined
        : rateProblem(rule, plan, PLAN_LIMITS[plan]);
    },
    source: RATES,
  },
  {
    id: 'cloudflare-plan-expression',
    types: ['cloudflare_ruleset'],
    path: 'rules',
    check: (rule, resource) => {
      const plan = planOf(resource);
      if (!isObject(rule) || typeof rule.expression !== 'string') return undefined;
      const problem = syntaxProblem(rule.expression);
      if (problem !== undefined) return `must have an expression that can be read, but ${nameOf(rule)} ${problem}`;
      if (plan === undefined || PLAN_LIMITS[plan].hasRegularExpressions) return undefined;
      return /\bmatches\b|~/.test(rule.expression.replaceAll(/r?"(?:[^"\\]|\\.)*"/g, '""'))
        ? `must not use regular expressions on the ${plan} plan, got one in ${nameOf(rule)}; they come with business`
        : undefined;
    },
    source: 'https://developers.cloudflare.com/waf/custom-rules/#availability',
  },
  {
    id: 'cloudflare-plan-managed',
    types: ['cloudflare_ruleset'],
    path: 'rules',
    check: (rule, resource) => {
      const plan = planOf(resource);
      if (plan === undefined || !isObject(rule) || rule.action !== 'execute') return undefined;
      const id = objectOf(rule.action_parameters)?.id;
      return typeof id !== 'string' || PLAN_LIMITS[plan].managedRulesets.includes(id)
        ? undefined
        : `must execute a managed ruleset of the ${plan} plan, got ${id} in ${nameOf(rule)}`;
    },
    source: 'https://developers.cloudflare.com/waf/managed-rules/#availability',
  },
  {
    id: 'cloudflare-plan-notification',
    types: ['cloudflare_notification_policy'],
    path: 'alert_type',
    check: (type, { description }) => {
      const plan = planNamedIn(description);
      const plans = NOTIFICATION_PLANS[String(type)];
      return plans === undefined || plan === undefined || plans.includes(plan)
        ? undefined
        : `must be included in the ${plan} plan, got ${type}, which comes with ${plans.join(' or ')}`;
    },
    source: 'https://developers.cloudflare.com/notifications/notification-available/',
  },
];

function rateProblem(rule: ObjectValue, plan: Plan, limits: PlanLimits): string | undefined {
  const name = nameOf(rule);
  const on = `on the ${plan} plan`;
  for (const field of fieldsIn(rule.expression)) {
    const isBody = field.startsWith('http.request.body');
    if (limits.rateFields === undefined ? isBody : !limits.rateFields.includes(field)) {
      return `must count by fields that a rate limit may use ${on}, got ${field} in ${name}`;
    }
  }
  const limit = objectOf(rule.ratelimit);
  if (limit === undefined) return `must have ratelimit in ${name}`;
  const by = isList(limit.characteristics) ? limit.characteristics.map(String) : [];
  if (!by.includes('cf.colo.id')) return `must count by cf.colo.id, which every rate has, in ${name}`;
  const strange = by.find((one) => one !== 'cf.colo.id' && limits.rateCharacteristics?.includes(one) === false);
  if (strange !== undefined) {
    return `must count by ${limits.rateCharacteristics?.join(' or ')} ${on}, got ${strange} in ${name}`;
  }
  const counting = limit.counting_expression;
  if (!limits.hasCountingExpression && typeof counting === 'string' && counting !== '') {
    return `must have no counting_expression ${on}, got one in ${name}`;
  }
  return (
    periodProblem('period', limit.period, limits.longestPeriod, `${on}`, name) ??
    periodProblem('mitigation_timeout', limit.mitigation_timeout, limits.longestTimeout, `${on}`, name)
  );
}

function periodProblem(
  argument: string,
  value: Value | undefined,
  longest: number,
  on: string,
  name: string,
): string | undefined {
  if (value === undefined || value === null) return undefined;
  const allowed = RATE_PERIODS.filter((period) => period <= longest);
  const isTimeoutOff = argument === 'mitigation_timeout' && Number(value) === 0;
  return isTimeoutOff || allowed.includes(Number(value))
    ? undefined
    : `must have ratelimit.${argument} of ${allowed.join(', ')} ${on}, got ${value} in ${name}`;
}

function fieldsIn(expression: Value | undefined): readonly string[] {
  if (typeof expression !== 'string' || syntaxProblem(expression) !== undefined) return [];
  return fieldsOf(parseExpression(expression));
}

function syntaxProblem(expression: string): string | undefined {
  try {
    parseExpression(expression);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
}

function planOf({ description }: ObjectValue): Plan | undefined {
  return planNamedIn(description);
}

function nameOf({ ref, description }: ObjectValue): string {
  return `rule ${JSON.stringify(ref ?? description ?? null)}`;
}

/** A nested object: as it is in configuration and plan, or the only one of a list. */
function objectOf(value: Value | undefined): ObjectValue | undefined {
  const one = isList(value ?? null) ? (value as readonly Value[])[0] : value;
  return one !== undefined && isObject(one) ? one : undefined;
}

function isText(value: Value | undefined): boolean {
  return value === undefined || value === null || typeof value === 'string';
}
