import { asList, asObject, type Json, type JsonObject } from '@smile/inventory';
import type { Drift, FirstSeen, StackVerdict } from './drift-report.ts';

/** When each drift was first seen, kept from one check to the next. */
export interface DriftHistory {
  readonly version: 1;
  readonly seen: readonly SeenDrift[];
}

interface SeenDrift extends FirstSeen {
  readonly stack: string;
  readonly address: string;
  readonly path: string;
  /** A state of another lineage is another state. @default - the plan came without its state */
  readonly lineage?: string;
}

/** Serial and lineage of the state that a stack was planned on. */
export interface StateOfStack {
  readonly serial?: number;
  readonly lineage?: string;
}

/** Nothing was seen before. */
export const NO_HISTORY: DriftHistory = { version: 1, seen: [] };

/** Reads a history; undefined for what is none. */
export function readHistory(json: unknown): DriftHistory | undefined {
  const { version, seen } = asObject(json as Json);
  if (version !== 1 || !Array.isArray(seen)) return undefined;
  const entries = asList(seen).flatMap((entry) => seenDrift(asObject(entry)) ?? []);
  return entries.length === seen.length ? { version: 1, seen: entries } : undefined;
}

/**
 * Adds to each drift when it was first seen, and gives the history for the next check: what is still there keeps its age, what was repaired
 * goes, and what nobody judged this time stays.
 */
export function withAges(
  verdicts: readonly StackVerdict[],
  history: DriftHistory,
  now: { readonly at: string; readonly states: Readonly<Record<string, StateOfStack>> },
): { readonly verdicts: readonly StackVerdict[]; readonly history: DriftHistory } {
  const earlier = new Map(history.seen.map((one) => [keyOf(one), one]));
  const seen = new Map<string, SeenDrift>();
  const aged = (drift: Drift): Drift => {
    const state = now.states[drift.stack] ?? {};
    const attributes = drift.attributes.map((attribute) => {
      const place = { stack: drift.stack, address: drift.address, path: attribute.path };
      const known = earlier.get(keyOf(place));
      const isSameState =
        known?.lineage === undefined || state.lineage === undefined || known.lineage === state.lineage;
      const entry = known !== undefined && isSameState ? known : { ...place, ...state, at: now.at };
      seen.set(keyOf(place), entry);
      return { ...attribute, since: { serial: entry.serial, at: entry.at } };
    });
    return { ...drift, attributes };
  };
  const results = verdicts.map((verdict) => ({ ...verdict, drift: verdict.drift.map(aged) }));
  const judged = new Set(verdicts.flatMap(({ stack, notJudged }) => (notJudged === undefined ? [stack] : [])));
  for (const [key, entry] of earlier) if (!judged.has(entry.stack) && !seen.has(key)) seen.set(key, entry);
  const sorted = [...seen.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { verdicts: results, history: { version: 1, seen: sorted } };
}

/** One entry; undefined for what is none. */
function seenDrift({ stack, address, path, serial, lineage, at }: JsonObject): SeenDrift | undefined {
  if (typeof stack !== 'string' || typeof address !== 'string' || typeof path !== 'string') return undefined;
  if (typeof at !== 'string') return undefined;
  return {
    stack,
    address,
    path,
    at,
    ...(typeof serial === 'number' ? { serial } : {}),
    ...(typeof lineage === 'string' ? { lineage } : {}),
  };
}

function keyOf({ stack, address, path }: Pick<SeenDrift, 'stack' | 'address' | 'path'>): string {
  return `${stack}\n${address}\n${path}`;
}
