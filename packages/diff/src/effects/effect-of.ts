import { asString, type JsonObject } from '@smile/inventory';
import { COMPUTE_EFFECTS } from './compute.ts';
import { DATA_STORE_EFFECTS } from './data-stores.ts';
import type { Down, EffectRow, When } from './effect-row.ts';
import { NETWORK_AND_OTHER_EFFECTS } from './network-and-rest.ts';

/** Every row, those that say more before those that say less. */
export const EFFECTS: readonly EffectRow[] = [...DATA_STORE_EFFECTS, ...COMPUTE_EFFECTS, ...NETWORK_AND_OTHER_EFFECTS];

/** What the change of an argument does, and which page says so. */
export interface Effect {
  readonly when: When;
  readonly down: Down;
  readonly what: string;
  /** @default - nobody has written down what it does */
  readonly source?: string;
}

/** What a change in place of one argument does to an object with these arguments; never a guess. */
export function effectOf(type: string, argument: string, after: JsonObject, before: JsonObject = after): Effect {
  const row = EFFECTS.find((one) => isAbout(one, type, argument) && (one.only?.(after, before) ?? true));
  if (row === undefined) {
    return { when: 'not known', down: 'not known', what: 'no row of packages/diff/src/effects is about it' };
  }
  const { when, down, what, source } = row;
  const window = when === 'maintenance window' ? asString(after.maintenance_window) : undefined;
  return { when, down, what: window === undefined ? what : `${what} (${window} UTC)`, source };
}

function isAbout(row: EffectRow, type: string, argument: string): boolean {
  if (!row.types.includes(type) && !row.types.includes('*')) return false;
  return row.arguments.some(
    (one) =>
      (one === '*' && !/^tags(_all)?(\.|$)/.test(argument)) || argument === one || argument.startsWith(`${one}.`),
  );
}
