import type { ResolveOptions as Options } from 'cdktf';

/** What cdktf's resolver is called with. */
interface ResolveOptions extends Options {
  /** Keys that lead to the value, for messages. */
  readonly prefix?: readonly string[];
}

type Resolve = (value: unknown, options: ResolveOptions) => unknown;

/** Begins every token that is written as a text, whatever stands before its brace; a list of one that begins with `#` is a token. */
const TOKEN_TEXT = 'TfToken[';
const LIST_TOKEN_TEXT = '#{TfToken[';

/** What cdktf looks for tokens in that were numbers and became a part of a text. Source: cdktf 0.21, tokens/private/encoding.ts. */
const NUMBER_IN_TEXT = /[-|\d|.+]+e[-|\d|.|e|E|+]+/;

/** Texts that stand for a map that nobody knows yet. */
const MAP_TEXTS: ReadonlySet<string> = new Set(['String Map Token Value', 'Any Map Token Value']);

/** The number that does, and a bound: tokens are numbers below -1e280. */
const MAP_NUMBER = -123456789;
const BELOW_ALL_VALUES = -1e200;

/** Deeper than this, cdktf takes a value for a circle. */
const DEEPEST = 200;

/** Says that a value is not plain. */
const NOT_PLAIN = Symbol('not plain');

/**
 * Makes cdktf resolve plain values quickly.
 *
 * cdktf 0.21 resolves everything four times in a synthesis. For every text, number and key it makes contexts and lists of keys that
 * only tokens need: a third of a synthesis of the estate. There is no option for it, so the function is replaced by one that copies
 * what holds no token, and leaves the rest to cdktf, errors included.
 */
export function resolvePlainValuesQuickly(): void {
  const resolver: { resolve: Resolve } = require('cdktf/lib/tokens/private/resolve');
  resolver.resolve = quickly(resolver.resolve);
}

/** A resolver that gives the same as another, which it asks about what is not plain. */
export function quickly(slowly: Resolve): Resolve {
  return (value, options) => resolveWithin({ slowly, options, path: [...(options.prefix ?? [])] }, value);
}

/** One call of the resolver, on its way through a value. Functions inside it would be made anew for every call. */
interface Walk {
  readonly slowly: Resolve;
  readonly options: ResolveOptions;
  /** Keys that lead to where it is. */
  readonly path: string[];
}

function resolveWithin(walk: Walk, value: unknown): unknown {
  const { slowly, options, path } = walk;
  const plain = path.length > DEEPEST ? NOT_PLAIN : resolvePlain(walk, value);
  return plain === NOT_PLAIN ? slowly(value, { ...options, prefix: [...path] }) : plain;
}

function resolvePlain(walk: Walk, value: unknown): unknown {
  if (typeof value === 'string') return isPlainText(value) ? value : NOT_PLAIN;
  if (typeof value === 'number') return isPlainNumber(value) ? value : NOT_PLAIN;
  if (typeof value === 'boolean' || value === undefined || value === null) return value;
  if (typeof value !== 'object') return NOT_PLAIN;
  if (Array.isArray(value)) return value.some(isToken) ? NOT_PLAIN : resolveItems(walk, value);
  return isPlainObject(value) ? resolveFields(walk, value) : NOT_PLAIN;
}

function resolveItems(walk: Walk, items: readonly unknown[]): unknown[] {
  const resolved: unknown[] = [];
  for (let index = 0; index < items.length; index++) {
    walk.path.push(String(index));
    const item = resolveWithin(walk, items[index]);
    walk.path.pop();
    if (item !== undefined) resolved.push(item);
  }
  return resolved;
}

function resolveFields(walk: Walk, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const resolved: Record<string, unknown> = {};
  for (const key in fields) {
    walk.path.push(key);
    const field = resolveWithin(walk, fields[key]);
    walk.path.pop();
    if (field !== undefined) resolved[key] = field;
  }
  return resolved;
}

function isPlainText(text: string): boolean {
  return !text.includes(TOKEN_TEXT) && !NUMBER_IN_TEXT.test(text) && !MAP_TEXTS.has(text);
}

// False for what is no number, too.
function isPlainNumber(value: number): boolean {
  return value > BELOW_ALL_VALUES && value !== MAP_NUMBER;
}

/** Whether an item makes its whole list a token. */
function isToken(item: unknown): boolean {
  return (
    (typeof item === 'string' && item.includes(LIST_TOKEN_TEXT)) || (typeof item === 'number' && !isPlainNumber(item))
  );
}

/** An object of somebody's class may be a token, a construct, or a date. */
function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  if ('resolve' in value || '_children' in value) return false;
  for (const key in value) if (!isPlainText(key)) return false;
  return true;
}
