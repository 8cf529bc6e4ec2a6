import { isList, isObject, type Value } from '../protocol/value.ts';
import type { Recipe } from './facts.ts';
import type { Place } from './filler.ts';

/** A recipe that only depends on where the object lives, as a planned default must. */
export function fillTemplate(recipe: Recipe, place: Place): Value {
  if (typeof recipe === 'function') throw new Error('a planned default cannot be a function: nothing is known yet');
  if (typeof recipe === 'string') {
    return recipe.replaceAll(/\{(account|region|partition)\}/g, (_, name: keyof Place) => place[name]);
  }
  if (isList(recipe as Value)) return (recipe as readonly Recipe[]).map((item) => fillTemplate(item, place));
  if (!isObject(recipe as Value)) return recipe as Value;
  const members = Object.entries(recipe as { readonly [key: string]: Recipe });
  return Object.fromEntries(members.map(([key, item]) => [key, fillTemplate(item, place)]));
}
