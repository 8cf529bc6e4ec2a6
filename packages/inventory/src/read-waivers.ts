import { asList, asObject, stringEntries } from './json-narrowing.ts';
import type { Json, Waiver } from './model.ts';

/** Reads the waivers in the comment (`//`) of a synthesized stack, where `waive` of core writes them. */
export function readWaivers(comment: Json | undefined): readonly Waiver[] {
  return asList(asObject(comment).waivers).map((entry) => {
    const { rule = '', reason = '', owner = '', expires = '', at = '' } = stringEntries(entry);
    return { rule, reason, owner, expires, at };
  });
}

/** Whether a waiver holds for the resource of a construct: the one it is written on, or one below. */
export function covers({ at }: Waiver, constructPath: string | undefined): boolean {
  return constructPath === at || constructPath?.startsWith(`${at}/`) === true;
}
