/** Equality as `expect` has it, with testers that may decide first. */
export type Equals = (a: unknown, b: unknown, testers: Tester[]) => boolean;

/** Decides equality, or leaves it to others. */
type Tester = (this: object, a: unknown, b: unknown) => boolean | undefined;

/**
 * Tells whether every property of `expected` is in `actual`, at any depth. Lists have to be equally long, their elements
 * are compared the same way; `undefined` asks for absence; asymmetric matchers apply.
 */
export function isSubset(actual: unknown, expected: unknown, equals: Equals): boolean {
  const tester: Tester = (a, b) => {
    if (!isPlainObject(b)) return undefined;
    return isPlainObject(a) && Object.entries(b).every(([key, value]) => equals(a[key], value, [tester]));
  };
  return equals(actual, expected, [tester]);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
