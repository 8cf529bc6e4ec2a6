import { factsOf } from '../values/facts-of.ts';
import { replacementOf } from './replacement-data.ts';

/** Dotted paths whose change makes a new object of a type, as the real plugin answered; undefined if it was not asked. */
export function argumentsThatReplace(type: string): readonly string[] | undefined {
  const answers = replacementOf(type);
  return answers === undefined ? undefined : (answers.changed ?? []);
}

/** Arguments that make up a name of which the service takes one, by type: `['cluster_name', 'addon_name']`. */
export function fixedNamesOf(type: string): readonly (readonly string[])[] {
  return (factsOf(type).unique ?? []).map(({ by }) => by);
}
