import type { z } from 'zod';

/** Every problem that zod found, as `path: message`, so that one run shows all that must be mended. */
export function problemsOf(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => {
    const at = (name?: PropertyKey) => pathOf(name === undefined ? issue.path : [...issue.path, name]);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `${at(key)}: unknown setting; remove it or correct its spelling`);
    }
    return [`${at()}: ${issue.message}`];
  });
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}
