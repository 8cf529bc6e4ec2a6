import { environmentIds } from '@smile/apps';
import { closest } from '@smile/core';
import { CommandError } from './command-error.ts';

/** Ids of the environments under `apps/` that words on the command line mean; see {@link matchEnvironments}. */
export function selectEnvironments(words: readonly string[]): string[] {
  return matchEnvironments(words, words.length === 0 ? [] : environmentIds());
}

/**
 * The ids that words on the command line mean.
 *
 * A word is an id such as `indonesia/production`, or its beginning, or its stage, or the beginning of that.
 *
 * @throws CommandError that lists every word that means none, or several.
 */
export function matchEnvironments(words: readonly string[], ids: readonly string[]): string[] {
  const results = words.map((word) => matchOne(word, ids));
  const problems = results.flatMap((result) => result.problem ?? []);
  if (problems.length > 0) throw CommandError.wrongUse(problems);
  return [...new Set(results.flatMap((result) => result.id ?? []))].sort();
}

function matchOne(word: string, ids: readonly string[]): { readonly id?: string; readonly problem?: string } {
  const stages = (id: string) => id.slice(id.indexOf('/') + 1);
  const exact = ids.filter((id) => id === word || stages(id) === word);
  const begun = ids.filter((id) => word !== '' && (id.startsWith(word) || stages(id).startsWith(word)));
  const found = exact.length > 0 ? exact : begun;
  const [only] = found;
  if (found.length === 1) return { id: only };
  if (found.length > 1) {
    return { problem: `environment ${JSON.stringify(word)} could be ${found.join(' or ')}; write more of it` };
  }
  const guess = closest(word, ids) ?? ids.find((id) => closest(word, [stages(id)]) !== undefined);
  const remedy = guess === undefined ? 'write one of these' : `did you mean ${guess}?`;
  return { problem: `no environment ${JSON.stringify(word)}, expected some of ${ids.join(', ')}; ${remedy}` };
}
