import { createHmac, randomBytes } from 'node:crypto';
import type { Json, JsonObject } from '@smile/inventory';
import { isHarmless, isKnownKey } from './harmless-attributes.ts';

/** Where a value stands, and what Terraform says about it. */
export interface Place {
  /** Type of the resource; with `data.` in front of a data source. Empty where the value belongs to none. */
  readonly type: string;
  /** Path of the value inside it, as in `metadata.labels`. @default - the whole resource */
  readonly path?: string;
  /** Terraform's mask: `true` for the whole value, or the same tree with `true` where a provider calls it sensitive. @default - none */
  readonly sensitive?: Json;
}

/** Longest text that is shown; identifiers and words of a list are shorter. */
const LONGEST = 256;

/** A place for values that belong to no resource: nothing of them is harmless. */
export const NOWHERE: Place = { type: '' };

/**
 * Replaces everything that might be a secret by its length and a hash.
 *
 * A text is shown where its attribute is on the list of harmless ones, and neither Terraform nor its form speaks against it. The hash
 * is keyed, and the key is forgotten with the run: equal values look equal inside one report, and nobody can try candidates.
 */
export class Redactor {
  private readonly key: Buffer;
  private readonly hidden = new Set<string>();
  private readonly shown = new Set<string>();

  /** @param key for tests that need the same hashes twice. @default - random */
  constructor(key: Buffer = randomBytes(32)) {
    this.key = key;
  }

  /** A value as it may be shown. Booleans, numbers and nothing stay, unless Terraform calls them sensitive. */
  value(value: Json | undefined, place: Place): Json {
    const { type, path = '', sensitive } = place;
    if (value === undefined || value === null) return null;
    if (sensitive === true) return this.mask(value);
    if (Array.isArray(value)) {
      return value.map((item: Json, index) => this.value(item, { type, path, sensitive: within(sensitive, index) }));
    }
    if (typeof value === 'object') return this.object(value as JsonObject, place);
    if (typeof value === 'string') return isShown(value, type, path) ? this.show(value) : this.mask(value);
    return type === '' ? this.mask(value) : value;
  }

  /** A tree of `true` where something is unknown or sensitive: the values are harmless, the keys may not be. */
  marks(value: Json | undefined): Json {
    if (Array.isArray(value)) return value.map((item: Json) => this.marks(item));
    if (typeof value !== 'object' || value === null) return value === true;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [this.keyOf(key), this.marks(item)]));
  }

  /** One step of an attribute path, as in `replace_paths`. */
  step(step: Json): Json {
    return typeof step === 'string' ? this.keyOf(step) : typeof step === 'number' ? step : null;
  }

  /** Length and keyed hash of a value. */
  mask(value: Json): string {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (text === '') return '';
    this.remember(value);
    const hash = createHmac('sha256', this.key).update(text).digest('hex').slice(0, 8);
    const kind = typeof value === 'string' ? 'text' : Array.isArray(value) ? 'list' : typeof value;
    return `«${kind}, ${text.length} characters, ${hash}»`;
  }

  /**
   * A text of Terraform, such as an error, without anything that was hidden before, and without what looks like a credential.
   *
   * Show it the values first: what this redactor never saw it cannot know.
   */
  text(text: string): string {
    const known = [...this.hidden]
      .filter((one) => !this.shown.has(one))
      .sort((one, other) => other.length - one.length);
    let result = text;
    for (const one of known) {
      if (result.includes(one)) result = result.replaceAll(one, this.mask(one));
    }
    return CREDENTIALS.reduce((left, pattern) => left.replace(pattern, (found) => this.mask(found)), result);
  }

  private object(value: JsonObject, { type, path = '', sensitive }: Place): JsonObject {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        this.keyOf(key),
        this.value(item, {
          type,
          path: path === '' ? key : `${path}.${key}`,
          sensitive: within(sensitive, key),
        }),
      ]),
    );
  }

  private keyOf(key: string): string {
    return isKnownKey(key) ? key : this.mask(key);
  }

  private show(text: string): string {
    this.shown.add(text);
    return text;
  }

  /** Remembers every text inside a hidden value. Short ones stand in any sentence by chance. */
  private remember(value: Json): void {
    if (typeof value === 'string') {
      if (value.length < SHORTEST_REMEMBERED) return;
      this.hidden.add(value);
      // A text of several lines comes back line by line, indented, in an error of Terraform.
      for (const line of value.split('\n')) if (line.trim().length >= SHORTEST_REMEMBERED) this.hidden.add(line.trim());
    } else if (typeof value === 'object' && value !== null) {
      for (const item of Object.values(value)) this.remember(item);
    }
  }
}

/** Shortest text that is looked for in messages. */
const SHORTEST_REMEMBERED = 8;

/**
 * What looks like a credential wherever it stands: keys of AWS, private keys, web tokens, `password=…`, and addresses with a password.
 *
 * People paste passwords into addresses without percent-encoding, so `/`, `:` and `@` may stand inside one: it ends at the last `@`.
 */
const CREDENTIALS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /(?<=\/\/[^\s/:@]*:)\S+(?=@)/g,
  /(?<=\b(password|passwd|secret|token|api_?key|auth)\w*["']?\s*[=:]\s*["']?)[^\s"',;}«»]{4,}/gi,
];

function isShown(text: string, type: string, path: string): boolean {
  return (
    isHarmless(type, path, text) &&
    text.length <= LONGEST &&
    !/[\n\r]/.test(text) &&
    !CREDENTIALS.some((one) => text.search(one) >= 0)
  );
}

/** The part of a mask that belongs to one element. */
function within(mask: Json | undefined, step: string | number): Json | undefined {
  if (mask === true) return true;
  if (typeof mask !== 'object' || mask === null) return undefined;
  return (mask as JsonObject)[step];
}
