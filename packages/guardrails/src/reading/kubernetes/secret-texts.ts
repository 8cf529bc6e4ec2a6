import type { Json } from '@smile/inventory';

/** A text that looks like a secret, and what it is called. */
export interface SecretText {
  readonly path: string;
}

/** Names whose value is a secret. */
const SECRET = /(passw(or)?d|passphrase|token|credentials?|api_?key|private_?key|access_?key|secret_?key|secret)$/i;
/** Names that end alike and only say where a secret is. */
const POINTER =
  /(existing|pull|name|config|external|from|ref|use|mount|tls|file|path)_?(secret|credentials?|token)$|^secret$|^credentials?$|^token$|secretkey$/i;
/** Names of the pointers above that hold a secret all the same where the text cannot be a name of an object. */
const AMBIGUOUS = /^(secret|token|credentials?|secretkey)$|^secret_key$/i;

/** A text that is put in later, as a variable of psql before its quote, a file, a switch, the beginning of a list, or nothing. */
const NO_LITERAL = /^:?$|^\[$|[$<{%]|^\/|^(true|false|null|none|yes|no|\d+(\.\d+)?(ms|s|m|h|d)?)$/i;

/** A user with a password in an address, as in `amqp://user:password@host`. */
const IN_ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:([^\s@/]+)@/gi;

/** A line of a file that gives a name a value, in the forms of properties, INI, YAML and JSON. */
const LINE = /^\s*["']?([A-Za-z0-9_.-]+)["']?\s*[:=]\s*["']?([^"',\s]*)/;

/** Whether a text called so is a secret that anybody can read. */
export function isSecretText(name: string, text: string): boolean {
  if (holdsLogin(text)) return true;
  const word = name.split(/[./]/).at(-1) ?? '';
  const plain = word.replace(/-/g, '_');
  if (NO_LITERAL.test(text.trim())) return false;
  if (AMBIGUOUS.test(plain)) return !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(text);
  return SECRET.test(plain) && !POINTER.test(plain);
}

/** Whether an address in a text has a password in it. */
function holdsLogin(text: string): boolean {
  return [...text.matchAll(IN_ADDRESS)].some(([, password = '']) => !/[$<{%]/.test(password));
}

/** Secrets among the lines of a file, by their names. */
function secretLines(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [, name = '', value = ''] = LINE.exec(line) ?? [];
    return name !== '' && isSecretText(name, value) ? [name] : holdsLogin(line) ? ['an address'] : [];
  });
}

/** Secrets among the texts of a value, with their paths; a list of `name` and `value` is read by its names. */
export function secretsIn(value: Json, path = ''): readonly SecretText[] {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((one: Json, index) => secretsIn(one, `${path}[${index}]`));
  const { name, value: named, ...others } = value as { readonly [key: string]: Json };
  const isPair = typeof name === 'string' && typeof named === 'string';
  const pair = isPair && isSecretText(name, named) ? [{ path: `${path}.value (${name})` }] : [];
  const rest = isPair ? others : (value as { readonly [key: string]: Json });
  return [
    ...pair,
    ...Object.entries(rest).flatMap(([key, inner]) => {
      const inside = path === '' ? key : `${path}.${key}`;
      if (typeof inner !== 'string') return secretsIn(inner, inside);
      if (inner.includes('\n')) return secretLines(inner).map((line) => ({ path: `${inside} (${line})` }));
      // Beside the name of a Secret, texts are its keys.
      return 'secretName' in rest ? [] : isSecretText(key, inner) ? [{ path: inside }] : [];
    }),
  ];
}
