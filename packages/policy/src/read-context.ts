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

/** Contexts by their names in lower case: one is read again and again, by each statement of each policy. */
const lowerCased = new WeakMap<Context, ReadonlyMap<string, Context[string]>>();

export function contextReader(context: Context): ReadContext {
  return (key) => {
    // Nearly all write a key as its page does.
    const value = context[key] ?? inLowerCase(context).get(key.toLowerCase());
    if (value === undefined) return ABSENT;
    if (value === UNKNOWN_KEY) return { isThere: 'unknown', values: [hole(key.toLowerCase())] };
    const values = typeof value === 'string' ? [value] : value;
    return { isThere: truthOf(values.length > 0), values };
  };
}

const ABSENT: KeyValue = { isThere: 'no', values: [] };

function inLowerCase(context: Context): ReadonlyMap<string, Context[string]> {
  const known = lowerCased.get(context);
  if (known !== undefined) return known;
  const byName = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  lowerCased.set(context, byName);
  return byName;
}
