import { releaseProblems } from '../kubernetes/helm-rules.ts';
import { objectProblems } from '../kubernetes/object-rules.ts';
import { withoutDynamicPairs } from '../protocol/dynamic-pair.ts';
import type { Path, Problem } from '../protocol/problem.ts';
import { isList, isWhollyKnown, type ObjectValue } from '../protocol/value.ts';
import { findAll } from '../values/place-in-object.ts';
import type { ArgumentRule, BrokenRule } from './argument-rule.ts';
import { ARGUMENT_RULES } from './argument-rules.ts';
import { FACTS_VERSION, findRefusedArguments } from './refused-arguments.ts';

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

/** The same as problems for Terraform to show, with what the provider itself refuses. */
export function brokenRules(type: string, resource: ObjectValue): Problem[] {
  const values = withoutDynamicPairs(resource);
  const broken = findBrokenRules(type, values).map(({ rule, path, message }) => ({
    summary: `${type}: ${rule.path} ${message}`,
    detail: `rule ${rule.id}; source: ${rule.source}`,
    path,
  }));
  const inCluster = clusterProblems(type, values);
  const said = new Set(broken.map(({ path }) => dottedPath(path)));
  const refused = findRefusedArguments(type, values).filter(({ path }) => !said.has(dottedPath(path)));
  return [
    ...broken,
    ...inCluster,
    ...refused.map(
      ({ kind, path, message }): Problem => ({
        summary: `${type}: ${message}`,
        detail: `hashicorp/aws ${FACTS_VERSION} says so`,
        severity: kind === 'deprecated' ? 'warning' : 'error',
        ...(path.length === 0 ? {} : { path }),
      }),
    ),
  ];
}

/** What a cluster refuses of an object or a release by itself. */
function clusterProblems(type: string, values: ObjectValue): Problem[] {
  if (type === 'helm_release') return releaseProblems(values);
  return type.startsWith('kubernetes_') ? objectProblems(type, values) : [];
}

/** A path without places in lists. */
export function dottedPath(path: Path): string {
  return path.filter((step) => typeof step === 'string').join('.');
}

function byType(rules: readonly ArgumentRule[]): ReadonlyMap<string, readonly ArgumentRule[]> {
  const map = new Map<string, ArgumentRule[]>();
  for (const rule of rules) {
    for (const type of rule.types) map.set(type, [...(map.get(type) ?? []), rule]);
  }
  return map;
}
