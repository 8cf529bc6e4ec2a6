import { type Json, type JsonObject, oncePerArguments, type Resource } from '@smile/inventory';
import { ARGUMENT_RULES, findBrokenRules, type ObjectValue, UNKNOWN, type Value } from '@smile/rehearsal';
import type { Rule, RuleContext } from '../rule.ts';
import { isExpression } from './block.ts';
import { each, notIn } from './checks.ts';

/**
 * A check by rules that the stand-in providers refuse arguments with, so that both always say the same.
 *
 * They judge arguments as they are written. A state, and a plan for what exists, hold what AWS filled in beside them, and what
 * AWS refuses is in neither.
 */
export function argumentRules(...ids: readonly string[]): Rule['check'] {
  const rules = ARGUMENT_RULES.filter(({ id }) => ids.includes(id));
  const types = [...new Set(rules.flatMap((rule) => rule.types))];
  return asWritten(types.includes('*') ? '**' : types, (place) =>
    brokenRulesOf(place)
      .filter(({ rule }) => rules.includes(rule))
      .map(({ rule, message }) => `${rule.path} ${message}`),
  );
}

/** A check of resources whose arguments are still as they were written: in code, and in plans for what is new. */
export function asWritten(
  types: string | readonly string[],
  judge: (place: Resource, context: RuleContext) => readonly string[],
): Rule['check'] {
  return notIn(
    'state',
    each(types, (_, place, context) => {
      const { change, unknown } = place;
      const isNew = change === undefined || change.action === 'create' || change.action === 'replace';
      // What a plan does not know yet is judged in the code.
      const isKnown = context.inventory.source === 'synth' || unknown.length === 0;
      return isNew && isKnown ? judge(place, context) : [];
    }),
  );
}

/** Every rule that a resource's arguments break; each of these rules asks. */
export const brokenRulesOf = oncePerArguments((place) => findBrokenRules(place.type, argumentsOf(place)));

/** A resource's values as the protocol has them: blocks in lists, and what is known later marked as such. */
export const argumentsOf = oncePerArguments(readArguments);

function readArguments({ values, unknown }: Pick<Resource, 'values' | 'unknown'>): ObjectValue {
  const later = new Set(unknown);
  const entries = Object.entries(values).map(([name, value]) => [name, asValue(value, name, later)] as const);
  return {
    ...Object.fromEntries(unknown.map((path) => [path.split(/[.[]/, 1).join(), UNKNOWN])),
    ...Object.fromEntries(entries),
  };
}

function asValue(value: Json, path: string, later: ReadonlySet<string>): Value {
  if (later.has(path) || (typeof value === 'string' && isExpression(value))) return UNKNOWN;
  if (typeof value === 'string') return value.replaceAll('$${', '${').replaceAll('%%{', '%{');
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value))
    return value.map((item: Json, index) => unwrapped(asValue(item, `${path}[${index}]`, later)));
  const object = Object.entries(value as JsonObject).map(
    ([name, inner]) => [name, asValue(inner, `${path}.${name}`, later)] as const,
  );
  return [Object.fromEntries(object)];
}

/** An element of a list is its block itself, not a list of one. */
function unwrapped(value: Value): Value {
  return Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
}
