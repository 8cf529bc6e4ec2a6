/** A field that the API server refuses, in the form of its own errors. */
export interface FieldProblem {
  /** As in `spec.template.spec.containers[0].name`. */
  readonly field: string;
  /** As in `Invalid value: "Web": must be lower case`. */
  readonly reason: string;
}

/** A value that the API server does not take. Forms: apimachinery, pkg/util/validation/field/errors.go */
export function invalid(field: string, value: unknown, words: string): FieldProblem {
  return { field, reason: `Invalid value: ${JSON.stringify(value)}: ${words}` };
}

/** A value that must be one of a few. */
export function unsupported(field: string, value: string, allowed: readonly string[]): FieldProblem {
  const words = allowed.map((one) => JSON.stringify(one)).join(', ');
  return { field, reason: `Unsupported value: ${JSON.stringify(value)}: supported values: ${words}` };
}

/** A value that is missing. */
export function required(field: string, words = ''): FieldProblem {
  return { field, reason: words === '' ? 'Required value' : `Required value: ${words}` };
}

/** A value that stands twice where each may stand once. */
export function duplicate(field: string, value: unknown): FieldProblem {
  return { field, reason: `Duplicate value: ${JSON.stringify(value)}` };
}

/** A field that may not be set, or not be changed. */
export function forbidden(field: string, words: string): FieldProblem {
  return { field, reason: `Forbidden: ${words}` };
}

/** A problem of one value by a rule that says what is wrong with it. */
export function byRule(
  rule: (text: string) => string | undefined,
  field: string,
  value: string | undefined,
): FieldProblem[] {
  const words = value === undefined ? undefined : rule(value);
  return words === undefined ? [] : [invalid(field, value, words)];
}

/** The places of texts that stand earlier in the same list. */
export function repeated(texts: readonly (string | undefined)[]): number[] {
  return texts.flatMap((text, index) => (text !== undefined && texts.indexOf(text) < index ? [index] : []));
}
