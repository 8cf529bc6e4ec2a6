import type { StateMark } from '@smile/delivery';
import { asList, asObject, asString, type JsonObject } from '@smile/inventory';
import type { StateBackend } from './surroundings.ts';

/** What tells this version of a state from all others. */
export function markOf(state: JsonObject | undefined): StateMark {
  const lineage = asString(state?.lineage);
  return {
    ...(lineage === undefined ? {} : { lineage }),
    serial: typeof state?.serial === 'number' ? state.serial : 0,
  };
}

/** Whether two marks are of the same version of the same state. */
export function isSameState(one: StateMark, other: StateMark): boolean {
  return one.serial === other.serial && one.lineage === other.lineage;
}

/** A mark in words. */
export function describeMark({ lineage, serial }: StateMark): string {
  return lineage === undefined ? 'no state' : `serial ${serial} of lineage ${lineage}`;
}

/** How many resources a state holds. */
export function resourcesIn(state: JsonObject | undefined): number {
  return asList(state?.resources).filter((resource) => asObject(resource).mode === 'managed').length;
}

/** Key of a state, or its path, with its bucket. */
export function keyOf({ config }: StateBackend): string {
  return [config.bucket, config.key ?? config.path].flatMap((part) => asString(part) ?? []).join('/');
}
