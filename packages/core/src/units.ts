/** A whole number of days, as in `'7 days'`. */
export type Days = `${number} days` | '1 day';

/** A whole number of binary gigabytes, as in `'500 GiB'`. */
export type Gibibytes = `${number} GiB`;

/** A whole number of seconds, as in `'60 seconds'`. */
export type Seconds = `${number} seconds`;

/** The number in `'7 days'`: 7. */
export function inDays(value: Days): number {
  return Number.parseInt(value, 10);
}

/** The number in `'500 GiB'`: 500. */
export function inGibibytes(value: Gibibytes): number {
  return Number.parseInt(value, 10);
}

/** The number in `'60 seconds'`: 60. */
export function inSeconds(value: Seconds): number {
  return Number.parseInt(value, 10);
}

/** Whether a text is a {@link Days} of at least one. */
export function isDays(value: string): value is Days {
  return /^([1-9]\d*) days$|^1 day$/.test(value);
}

/** Whether a text is a {@link Gibibytes} of at least one. */
export function isGibibytes(value: string): value is Gibibytes {
  return /^[1-9]\d* GiB$/.test(value);
}
