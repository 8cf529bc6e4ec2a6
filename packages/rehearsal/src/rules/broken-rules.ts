import { withoutDynamicPairs } from '../protocol/dynamic-pair.ts';
import type { Problem } from '../protocol/problem.ts';
import { isList, isWhollyKnown, type ObjectValue } from '../protocol/value.ts';
import { findAll } from '../values/place-in-object.ts';
import type { ArgumentRule, BrokenRule } from './argument-rule.ts';
import { ARGUMENT_RULES } from './argument-rules.ts';

const RULES_OF_EVERY_TYPE = ARGUMENT_RULES.filter(({ types }) => types.includes('*'));
const RULES_BY_TYPE = byType(ARGUMENT_RULES);

/** The rules that a resource's arguments break. Values that are not known yet break none. */
export function findBrokenRules(type: string, resource: ObjectValue): BrokenRule[] {
  return [...(RULES_BY_TYPE.get(type) ?? []), ...RULES_OF_EVERY_TYPE].flatMap((rule) =>
    findAll(resource, rule.path).flatMap(({ path, value }) => {
      // A list of texts is checked text by text, but reported as a whole: an element of a set has no place.
      return (isList(value) ? value : [value]).flatMap((item) => {
        if (item === null || !isWhollyKnown(item)) return [];
        const message = rule.check(item, resource);
        return message === undefined ? [] : [{ rule, path, message }];
      });
    }),
  );
}

/** The same as problems for Terraform to show. */
export function brokenRules(type: string, resource: ObjectValue): Problem[] {
  return findBrokenRules(type, withoutDynamicPairs(resource)).map(({ rule, path, message }) => ({
    summary: `${type}: ${rule.path} ${message}`,
    detail: `rule ${rule.id}; source: ${rule.source}`,
    path,
  }));
}

function byType(rules: readonly ArgumentRule[]): ReadonlyMap<string, readonly ArgumentRule[]> {
  const map = new Map<string, ArgumentRule[]>();
  for (const rule of rules) {
    for (const type of rule.types) map.set(type, [...(map.get(type) ?? []), rule]);
  }
  return map;
}
