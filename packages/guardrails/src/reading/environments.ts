import { type MirrorDifference, mirrorDifferences, mirroredEnvironments } from '@smile/inventory';
import type { RuleContext } from '../rule.ts';

/** The stage of an environment's id, as in `production` of `indonesia/production`. */
export function stageOf(environment: string | undefined): string | undefined {
  return environment?.split('/')[1];
}

/** What production or staging of a country lacks; undefined where no country has both. */
export function mirrored({ inventory, resources }: RuleContext): readonly MirrorDifference[] | undefined {
  const pairs = mirroredEnvironments(inventory.stacks);
  if (pairs.length === 0) return undefined;
  return pairs.flatMap((pair) => mirrorDifferences(pair, inventory.stacks, resources('**')));
}

/** The environments that have a counterpart to be compared with. */
export function withCounterpart({ inventory }: RuleContext): readonly string[] {
  return mirroredEnvironments(inventory.stacks).flatMap(({ production, staging }) => [production, staging]);
}
