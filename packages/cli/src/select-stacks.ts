import type { Inventory } from '@smile/inventory';
import { CommandError } from './command-error.ts';

/**
 * Names of the stacks that match any of the patterns; all without patterns.
 *
 * @throws CommandError for every pattern that matches no stack.
 */
export function matchStacks(patterns: readonly string[] | undefined, inventory: Inventory): string[] {
  const names = inventory.stacks.map(({ name }) => name);
  if (patterns === undefined) return names;
  const found = patterns.map((stack) => new Set(inventory.resources({ stack }).map((resource) => resource.stack)));
  const problems = patterns.flatMap((pattern, index) =>
    found[index]?.size === 0
      ? [
          `no stack matches --stack ${JSON.stringify(pattern)}, expected a name or a pattern such as '*-network'; there are ${names.join(', ')}`,
        ]
      : [],
  );
  if (problems.length > 0) throw CommandError.wrongUse(problems);
  return names.filter((name) => found.some((matching) => matching.has(name)));
}
