import { STAGES } from '@smile/core';
import { type Inventory, obstaclesTo } from '@smile/inventory';
import { type JudgedEnvironment, REQUIREMENT_IDS, type RequirementId } from '@smile/requirements';
import { CommandError } from '../command-error.ts';

/**
 * Environments to judge: those that were named, or else all that a source holds.
 *
 * @throws CommandError where the source cannot be judged, and for a named environment that it does not hold.
 */
export function environmentsToJudge(source: Inventory, ids: readonly string[]): JudgedEnvironment[] {
  const held = [...new Set(source.stacks.flatMap(({ environment }) => environment ?? []))].sort();
  const obstacles = obstaclesTo(source).map(({ message }) => message);
  const isNameless = held.length === 0 && obstacles.length === 0;
  const nameless = `the ${source.source} says of no environment that it is part of it, by its state key or its tags, so no requirement can be judged; name files of an environment of this repository`;
  const unjudged = isNameless ? [nameless] : obstacles;
  if (unjudged.length > 0) throw new CommandError(unjudged.join('\n'));
  const missing = ids.filter((id) => !held.includes(id));
  if (missing.length > 0) {
    const holds = held.length === 0 ? 'no environment' : held.join(', ');
    throw CommandError.wrongUse(
      missing.map(
        (id) => `the ${source.source} holds nothing of ${id}, it holds ${holds}; name files of that environment`,
      ),
    );
  }
  return (ids.length > 0 ? ids : held).flatMap((id) => {
    const stage = STAGES.find((one) => one === id.slice(id.indexOf('/') + 1));
    return stage === undefined ? [] : [{ id, stage }];
  });
}

/**
 * The id that a word on the command line means, in whatever case.
 *
 * @throws CommandError for a word that is none.
 */
export function requirementId(word: string): RequirementId {
  const found = REQUIREMENT_IDS.find((id) => id === word.toUpperCase());
  if (found !== undefined) return found;
  throw CommandError.wrongUse([
    `no requirement ${JSON.stringify(word)}, expected one of ${REQUIREMENT_IDS.join(', ')}`,
  ]);
}
