/** Fields of a secret, by name. */
export type SecretFields = Readonly<Record<string, string>>;

/** Why a secret cannot be used, as a sentence that names it and says what to do. */
export interface SecretProblem {
  readonly problem: string;
}

/**
 * Reads the JSON text of a secret.
 *
 * @returns what is wrong with it, without the text, where it is no object of texts: writing it again could change it.
 */
export function parseSecret(text: string): { readonly fields: SecretFields } | SecretProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'is not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { problem: 'is no JSON object' };
  const wrong = Object.entries(value).flatMap(([name, field]) =>
    typeof field === 'string' || field === null ? [] : [name],
  );
  if (wrong.length > 0) return { problem: `has fields that are no text: ${wrong.join(', ')}` };
  return { fields: Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null)) };
}

/** Whether a field is there: nobody can sign in with an empty password. */
export function hasValue(fields: SecretFields, name: string): boolean {
  return Object.hasOwn(fields, name) && fields[name] !== '';
}
