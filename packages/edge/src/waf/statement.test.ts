import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClientAddress, type Nested, renderStatement, type Statement } from './statement.ts';

const client = fc.constantFrom<ClientAddress>('source', 'cloudflare');

const { nested } = fc.letrec<{ nested: Nested }>((tie) => ({
  nested: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('country' as const), anyOf: fc.constant(['ID', 'SG']), client }),
    fc.record({ kind: fc.constant('label' as const), label: fc.string() }),
    fc.record({ kind: fc.constant('path' as const), startsWith: fc.string() }),
    fc.record({ kind: fc.constant('not' as const), statement: tie('nested') }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      statements: fc.array(tie('nested'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

const statement: fc.Arbitrary<Statement> = fc.oneof(
  nested,
  fc.record({ kind: fc.constant('rate' as const), limit: fc.integer({ min: 10 }), client, of: nested }),
  fc.constant<Statement>({
    kind: 'managed-group',
    group: 'AWSManagedRulesCommonRuleSet',
    countOnly: ['SizeRestrictions_BODY'],
  }),
);

/** Every key of an object, at any depth. */
function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

describe('a rendered statement', () => {
  test('has keys in snake_case only, at any depth (P86)', () => {
    fc.assert(
      fc.property(statement, (one) => {
        const wrong = keysOf(renderStatement(one)).filter((key) => !/^[a-z]+(_[a-z]+)*$/.test(key));
        expect(wrong).toEqual([]);
      }),
    );
  });

  test('is one block, as the provider asks', () => {
    fc.assert(
      fc.property(statement, (one) => {
        expect(Object.keys(renderStatement(one))).toEqual([expect.stringMatching(/_statement$/)]);
      }),
    );
  });
});

test.each<[Statement, object]>([
  [
    { kind: 'managed-group', group: 'AWSManagedRulesSQLiRuleSet', countOnly: ['SQLi_BODY'] },
    {
      managed_rule_group_statement: {
        vendor_name: 'AWS',
        name: 'AWSManagedRulesSQLiRuleSet',
        rule_action_override: [{ name: 'SQLi_BODY', action_to_use: { count: {} } }],
      },
    },
  ],
  [
    { kind: 'rate', limit: 500, client: 'source' },
    { rate_based_statement: { limit: 500, evaluation_window_sec: 300, aggregate_key_type: 'IP' } },
  ],
  [
    { kind: 'rate', limit: 500, client: 'cloudflare', of: { kind: 'label', label: 'a' } },
    {
      rate_based_statement: {
        limit: 500,
        evaluation_window_sec: 300,
        aggregate_key_type: 'FORWARDED_IP',
        forwarded_ip_config: { header_name: 'CF-Connecting-IP', fallback_behavior: 'MATCH' },
        scope_down_statement: { label_match_statement: { scope: 'LABEL', key: 'a' } },
      },
    },
  ],
  [
    { kind: 'path', startsWith: '/api' },
    {
      byte_match_statement: {
        field_to_match: { uri_path: {} },
        positional_constraint: 'STARTS_WITH',
        search_string: '/api',
        text_transformation: [
          { priority: 0, type: 'URL_DECODE' },
          { priority: 1, type: 'NORMALIZE_PATH' },
        ],
      },
    },
  ],
  [
    {
      kind: 'any',
      statements: [
        { kind: 'label', label: 'a' },
        { kind: 'label', label: 'b' },
      ],
    },
    {
      or_statement: {
        statement: [
          { label_match_statement: { scope: 'LABEL', key: 'a' } },
          { label_match_statement: { scope: 'LABEL', key: 'b' } },
        ],
      },
    },
  ],
])('%j', (one, expected) => {
  expect(renderStatement(one)).toEqual(expected);
});

test('an address that cannot be read never helps: what blocks takes it as a match, what is negated as none', () => {
  const country = { kind: 'country', anyOf: ['ID'], client: 'cloudflare' } as const;
  const geo = (fallback: string) => ({
    geo_match_statement: {
      country_codes: ['ID'],
      forwarded_ip_config: { header_name: 'CF-Connecting-IP', fallback_behavior: fallback },
    },
  });
  expect(renderStatement(country)).toEqual(geo('MATCH'));
  expect(renderStatement({ kind: 'not', statement: country })).toEqual({
    not_statement: { statement: [geo('NO_MATCH')] },
  });
});
