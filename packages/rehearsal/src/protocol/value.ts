/** A value that Terraform does not know before apply. There is one instance: `UNKNOWN`. */
export class Unknown {
  toString(): string {
    return '(known after apply)';
  }
}

/** The one unknown value. Compare with `===`. */
export const UNKNOWN = new Unknown();

/** An object, or a map, as it travels in the protocol: every attribute and every block is a key. */
export interface ObjectValue {
  readonly [key: string]: Value;
}

/**
 * A Terraform value as the stand-ins handle it.
 * Numbers arrive as number, bigint or string (whichever is exact) and must be handed back as they came.
 * A value of type `dynamic` is a pair: its JSON type as bytes, then the value.
 */
export type Value = null | boolean | number | bigint | string | Unknown | Uint8Array | readonly Value[] | ObjectValue;

/** Whether a value is an object or a map. */
export function isObject(value: Value | undefined): value is ObjectValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    value !== UNKNOWN &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array)
  );
}

/** Whether a value is a list, a set or a tuple. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether a value is known at every depth. */
export function isWhollyKnown(value: Value): boolean {
  if (value === UNKNOWN) return false;
  if (isList(value)) return value.every(isWhollyKnown);
  if (isObject(value)) return Object.values(value).every(isWhollyKnown);
  return true;
}

/** One text per value, whatever the order of its keys: for comparing and hashing. Unknown is written as `?`. */
export function canonicalText(value: Value): string {
  if (value === null) return 'null';
  if (value === UNKNOWN) return '?';
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (isList(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (isObject(value)) {
    const members = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key] ?? null)}`);
    return `{${members.join(',')}}`;
  }
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}

/** Whether an argument says anything: Terraform's providers take an empty text or list for none. Unknown counts as given. */
export function isGiven(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(isList(value) && value.length === 0);
}

/** Whether an argument is left out, or null, which is the same to Terraform. */
export function isAbsent(value: Value | undefined): boolean {
  return value === undefined || value === null;
}

/** Whether two values are the same, unknowns included. Sets must have been put in order by the caller. */
export function sameValue(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (isList(left)) {
    return isList(right) && left.length === right.length && left.every((item, i) => sameValue(item, right[i] ?? null));
  }
  if (isObject(left)) {
    if (!isObject(right)) return false;
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => key in right && sameValue(left[key] ?? null, right[key] ?? null))
    );
  }
  if (left instanceof Uint8Array) return right instanceof Uint8Array && Buffer.from(left).equals(Buffer.from(right));
  return isNumeric(left) && isNumeric(right) && String(left) === String(right);
}

function isNumeric(value: Value): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}
