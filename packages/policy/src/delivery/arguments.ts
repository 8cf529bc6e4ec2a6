/** Arguments of a Terraform resource as its providers give them: texts, numbers, booleans, lists and nested blocks. */
export type ResourceValues = Readonly<Record<string, unknown>>;

/** The first value at a dotted path; nested blocks may be an object or a list of them. */
export function argumentAt(values: ResourceValues, path: string): unknown {
  return argumentsAt(values, path)[0];
}

/** A text that is not empty. */
export function textAt(values: ResourceValues, path: string): string | undefined {
  const value = argumentAt(values, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function isTrue(values: ResourceValues, path: string): boolean {
  const value = argumentAt(values, path);
  return value === true || value === 'true';
}

/** All values at a dotted path, those of every nested block and list element. */
export function argumentsAt(values: ResourceValues, path: string): readonly unknown[] {
  let found: readonly unknown[] = [values];
  for (const name of path.split('.')) {
    found = found.flatMap((one) => {
      const value = typeof one === 'object' && one !== null ? (one as ResourceValues)[name] : undefined;
      return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
    });
  }
  return found;
}
