import { DefaultTokenResolver, Fn, type IResolvable, Lazy, StringConcat, Token } from 'cdktf';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quickly } from './plain-values.ts';

type Resolve = Parameters<typeof quickly>[0];

/** cdktf's own resolver, loaded anew: the one that other code uses is replaced already. */
const original = freshly('cdktf/lib/tokens/private/resolve').resolve;

const OPTIONS = {
  scope: new Construct(undefined as never, ''),
  resolver: new DefaultTokenResolver(new StringConcat()),
};

const lazy = (produced: unknown): IResolvable => Lazy.anyValue({ produce: () => produced });

/** Texts, numbers, lists and maps in which tokens hide, and the tokens themselves. */
const TOKENS: readonly unknown[] = [
  lazy('a text'),
  lazy({ inner: [1, lazy('deeper'), undefined], gone: undefined }),
  lazy(undefined),
  Token.asString(lazy('from a text')),
  `around ${Token.asString(lazy('a token'))} and \${var.escaped}`,
  Token.asNumber(lazy(8080)),
  `port ${Token.asNumber(lazy(8080))}`,
  Token.asList(lazy(['one', 'two'])),
  Token.asNumberList(lazy([1, 2])),
  Token.asStringMap(lazy({ key: 'value' })),
  { [Token.asString(lazy('a-key'))]: 'under a token' },
  Fn.join(',', ['a', Token.asString(lazy('b'))]),
  new Date(0),
  '1e5, 0x9e-7 and 3e+10',
  'TfToken[',
  -1.5e300,
];

/** What cdktf refuses, each with a message that says where. */
const REFUSED: readonly unknown[] = [
  () => 'a function',
  new Construct(undefined as never, ''),
  Token.asList(lazy(['one']))[0],
  [Token.asList(lazy(['one']))[0], 'two'],
  Token.STRING_MAP_TOKEN_VALUE,
  Token.ANY_MAP_TOKEN_VALUE,
  Token.NUMBER_MAP_TOKEN_VALUE,
  { [Token.asString(lazy(7))]: 'under a number' },
];

const values = fc.letrec((value) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...TOKENS),
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    fc.array(value('any'), { maxLength: 4 }),
    fc.dictionary(fc.string(), value('any'), { maxKeys: 4, noNullPrototype: false }),
  ),
})).any;

test('gives what cdktf gives', () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(quickly(original)(value, OPTIONS)).toEqual(original(value, OPTIONS));
    }),
  );
});

test.each(TOKENS)('resolves a token as cdktf does: %j', (token) => {
  const value = { list: [token, 'beside'], map: { inside: token } };
  expect(quickly(original)(value, OPTIONS)).toEqual(original(value, OPTIONS));
});

test.each(REFUSED)('refuses what cdktf refuses, in the same words: %j', (refused) => {
  const value = { list: [{ deep: refused }] };
  const message = messageOf(original, value);
  expect(message).toBeDefined();
  expect(messageOf(quickly(original), value)).toBe(message);
});

test('refuses a circle as cdktf does', () => {
  const circle: { itself?: unknown } = {};
  circle.itself = circle;
  const message = messageOf(original, circle);
  expect(message).toBeDefined();
  expect(messageOf(quickly(original), circle)).toBe(message);
});

test('never asks cdktf about plain values', () => {
  const refuse: Resolve = () => {
    throw new Error('asked');
  };
  const value = { text: 'arn:aws:s3:::bucket', list: [1, true, null, { size: -5 }] };
  expect(quickly(refuse)({ ...value, gone: undefined }, OPTIONS)).toEqual(value);
});

function messageOf(resolve: Resolve, value: unknown): string | undefined {
  try {
    resolve(value, OPTIONS);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}

function freshly(module: string): { resolve: Resolve } {
  const path = require.resolve(module);
  const known = require.cache[path];
  delete require.cache[path];
  try {
    return require(path);
  } finally {
    require.cache[path] = known;
  }
}
