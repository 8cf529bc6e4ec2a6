import { asList, asObject, stringEntries } from './json-narrowing.ts';
import type { IgnoredDrift, Json, Waiver } from './model.ts';

/** Reads the waivers in the comment (`//`) of a synthesized stack, where `waive` of core writes them. */
export function readWaivers(comment: Json | undefined): readonly Waiver[] {
  return asList(asObject(comment).waivers).map((entry) => {
    const { rule = '', reason = '', owner = '', expires = '', at = '' } = stringEntries(entry);
    return { rule, reason, owner, expires, at };
  });
}

/** Reads which attributes may drift, where `ignoreDrift` of core writes it. */
export function readIgnoredDrift(comment: Json | undefined): readonly IgnoredDrift[] {
  return asList(asObject(comment).ignoredDrift).map((entry) => {
    const { attribute = '', reason = '', owner = '', expires = '', at = '' } = stringEntries(entry);
    return { attribute, reason, owner, expires, at };
  });
}

/** Whether an exception holds for the resource of a construct: the one it is written on, or one below. */
export function covers({ at }: Pick<Waiver, 'at'>, constructPath: string | undefined): boolean {
  return constructPath === at || constructPath?.startsWith(`${at}/`) === true;
}
