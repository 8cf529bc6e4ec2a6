import { hole } from './hole.ts';
import { type Context, UNKNOWN_KEY } from './request.ts';
import { type Truth, truthOf } from './truth.ts';

/** What a request has under a condition key. */
interface KeyValue {
  readonly isThere: Truth;
  readonly values: readonly string[];
}

/** Looks a condition key up, whose name is not case-sensitive. */
export type ReadContext = (key: string) => KeyValue;

export function contextReader(context: Context): ReadContext {
  const byName = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return (key) => {
    const value = byName.get(key.toLowerCase());
    if (value === UNKNOWN_KEY) return { isThere: 'unknown', values: [hole(key.toLowerCase())] };
    const values = value === undefined ? [] : [value].flat();
    return { isThere: truthOf(values.length > 0), values };
  };
}
