import { type Resource, valueAt } from '@smile/inventory';
import { IGNORED_ALWAYS, IGNORED_CHANGES } from '../../data/ignored-changes.ts';
import { withLifecycles } from '../../reading/checks.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** Node groups whose nodes hold data are the only ones that are replaced by hand. */
const BY_HAND = new Set(['version', 'release_version', 'launch_template']);

export const ignoredChanges: Rule = {
  id: 'SMILE_IGNORED_CHANGES',
  family: 'semantics',
  severity: 'high',
  title: 'ignore_changes covers only arguments that another system changes',
  what: 'Each path of `ignore_changes` is one of the table for its type (packages/guardrails/src/data/ignored-changes.ts), never `all`; versions and templates of node groups on those with data alone, and there always; the template of hosts always.',
  why: 'What is overlooked is neither corrected nor planned: a protection that somebody switches off by hand stays off.',
  remedy: 'Leave the path out, or add it with who makes the change.',
  source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes',
  check: withLifecycles(({ resources }) => [
    ...forgotten(resources),
    ...resources('**').flatMap((place) =>
      place.lifecycle.ignoreChanges.flatMap((path) => {
        const isListed = IGNORED_CHANGES[place.type]?.some(([listed]) => listed === path) === true;
        const isMeant =
          !(place.type === 'aws_eks_node_group' && BY_HAND.has(path)) ||
          place.tags['nodes-with-data'] === 'keep' ||
          place.lifecycle.preventDestroy ||
          labelOf(place) === 'deploy';
        return isListed && isMeant
          ? []
          : [{ place, message: `ignore_changes must not hold ${path}: nobody else is to change it` }];
      }),
    ),
  ]),
};

/** Paths that have to be there. */
function forgotten(resources: RuleContext['resources']): readonly Violation[] {
  return IGNORED_ALWAYS.flatMap(({ type, paths, where, because }) =>
    resources(type)
      .filter((place) =>
        where === 'with nodes that hold data'
          ? place.tags['nodes-with-data'] === 'keep'
          : valueAt(place.values, 'launch_template') !== undefined,
      )
      .flatMap((place) => {
        const missing = paths.filter((path) => !place.lifecycle.ignoreChanges.includes(path));
        return missing.map((path) => ({ place, message: `ignore_changes must hold ${path}: ${because}` }));
      }),
  );
}

/** Jenkins runs on it, and would end the very job that replaces its nodes. */
function labelOf({ values }: Resource): unknown {
  return Object(valueAt(values, 'labels'))['smile/role'] as unknown;
}
