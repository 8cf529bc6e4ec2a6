import type { Resource } from '@smile/inventory';
import type { RuleContext, Violation } from '../rule.ts';

/** The stage of an environment's id, as in `production` of `indonesia/production`. */
export function stageOf(environment: string | undefined): string | undefined {
  return environment?.split('/')[1];
}

/** What a stack is in its environment, as in `network` of `indonesia-production-network`. */
export function stackKind(stack: string): string {
  return stack.split('-').slice(2).join('-');
}

/**
 * Resources that only one of a country's production and staging has, by some key; undefined where no country has both.
 *
 * @param say what to say of a resource that the other environment lacks.
 */
export function compared(
  context: RuleContext,
  keyOf: (resource: Resource) => string,
  say: (resource: Resource, other: string) => string,
): readonly Violation[] | undefined {
  const all = context.resources('**');
  const environments = new Set(all.flatMap(({ environment }) => environment ?? []));
  const pairs = [...environments]
    .filter((environment) => stageOf(environment) === 'production')
    .map((production) => [production, production.replace(/production$/, 'staging')] as const)
    .filter(([, staging]) => environments.has(staging));
  if (pairs.length === 0) return undefined;
  const lacking = (one: string, other: string): Violation[] => {
    const known = new Set(all.filter(({ environment }) => environment === other).map(keyOf));
    return all
      .filter((place) => place.environment === one && !known.has(keyOf(place)))
      .map((place) => ({ place, message: say(place, other) }));
  };
  return pairs.flatMap(([production, staging]) => [...lacking(production, staging), ...lacking(staging, production)]);
}
