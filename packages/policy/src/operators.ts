import { BlockList, isIP } from 'node:net';
import { hasHole } from './hole.ts';
import { arnParts, hasHoles, literal, matches, type Tokens, wildcards } from './pattern.ts';
import { every, type Truth, truthOf } from './truth.ts';
import { type Reading, substituted } from './variables.ts';

/** Compares a value of the policy with a value of the request. */
type Compare = (policyValue: string, requestValue: string, reading: Reading) => Truth;

interface Operator {
  readonly compare: Compare;
  /** Whether it holds where the values do not match, as `StringNotEquals` does. */
  readonly negated: boolean;
}

const stringEquals: Compare = (wanted, found, reading) => compareTokens(substituted(wanted, reading, literal), found);
const stringEqualsIgnoreCase: Compare = (wanted, found, reading) =>
  compareTokens(lower(substituted(wanted, reading, literal)), found.toLowerCase());
const stringLike: Compare = (wanted, found, reading) => compareTokens(substituted(wanted, reading, wildcards), found);

/** Each of the six parts by itself: a wildcard does not reach across a colon. `ArnEquals` and `ArnLike` are the same. */
const arnLike: Compare = (wanted, found, reading) => {
  const pattern = substituted(wanted, reading, wildcards);
  if (pattern === undefined) return 'no';
  const text = literal(found);
  const [wantedParts, foundParts] = [arnParts(pattern), arnParts(text)];
  const isWhole = wantedParts.length === 6 && foundParts.length === 6;
  const byPart = isWhole ? every(wantedParts.map((part, i) => matches(part, foundParts[i] ?? []))) : 'no';
  if (byPart === 'yes') return 'yes';
  // What is not known may hold colons.
  return hasHoles(pattern) || hasHoles(text) ? every([matches(pattern, text), 'unknown']) : byPart;
};

const ipAddress: Compare = (wanted, found) => {
  if (hasHole(wanted) || hasHole(found)) return 'unknown';
  const [address = '', prefix] = wanted.split('/');
  const family = isIP(address);
  if (family === 0 || isIP(found) === 0) return 'no';
  const [type, bits] = family === 6 ? (['ipv6', 128] as const) : (['ipv4', 32] as const);
  const length = prefix === undefined ? bits : Number(prefix);
  if (!Number.isInteger(length) || length < 0 || length > bits) return 'no';
  const list = new BlockList();
  list.addSubnet(address, length, type);
  return truthOf(isIP(found) === family && list.check(found, type));
};

const bool: Compare = (wanted, found) => compareTokens(literal(wanted.toLowerCase()), found.toLowerCase());
const binaryEquals: Compare = (wanted, found) => compareTokens(literal(wanted), found);

/** A comparison of two numbers; what is none never matches. */
function ofNumbers(read: (text: string) => number, holds: (found: number, wanted: number) => boolean): Compare {
  return (wanted, found) => {
    if (hasHole(wanted) || hasHole(found)) return 'unknown';
    const [left, right] = [read(found), read(wanted)];
    return truthOf(!Number.isNaN(left) && !Number.isNaN(right) && holds(left, right));
  };
}

/** Dates are ISO 8601, or seconds since 1970. */
function dateOf(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function comparisons(family: string, read: (text: string) => number): readonly (readonly [string, Operator])[] {
  const positive = (compare: Compare): Operator => ({ compare, negated: false });
  const equals = ofNumbers(read, (found, wanted) => found === wanted);
  return [
    [`${family}Equals`, positive(equals)],
    [`${family}NotEquals`, { compare: equals, negated: true }],
    [`${family}LessThan`, positive(ofNumbers(read, (found, wanted) => found < wanted))],
    [`${family}LessThanEquals`, positive(ofNumbers(read, (found, wanted) => found <= wanted))],
    [`${family}GreaterThan`, positive(ofNumbers(read, (found, wanted) => found > wanted))],
    [`${family}GreaterThanEquals`, positive(ofNumbers(read, (found, wanted) => found >= wanted))],
  ];
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['StringEquals', { compare: stringEquals, negated: false }],
  ['StringNotEquals', { compare: stringEquals, negated: true }],
  ['StringEqualsIgnoreCase', { compare: stringEqualsIgnoreCase, negated: false }],
  ['StringNotEqualsIgnoreCase', { compare: stringEqualsIgnoreCase, negated: true }],
  ['StringLike', { compare: stringLike, negated: false }],
  ['StringNotLike', { compare: stringLike, negated: true }],
  ['ArnEquals', { compare: arnLike, negated: false }],
  ['ArnNotEquals', { compare: arnLike, negated: true }],
  ['ArnLike', { compare: arnLike, negated: false }],
  ['ArnNotLike', { compare: arnLike, negated: true }],
  ['Bool', { compare: bool, negated: false }],
  ['BinaryEquals', { compare: binaryEquals, negated: false }],
  ['IpAddress', { compare: ipAddress, negated: false }],
  ['NotIpAddress', { compare: ipAddress, negated: true }],
  ...comparisons('Numeric', numberOf),
  ...comparisons('Date', dateOf),
]);

/** An operator of a condition, taken apart. */
export interface ParsedOperator extends Operator {
  readonly set?: 'ForAllValues' | 'ForAnyValue';
  readonly ifExists: boolean;
}

/** Operators by name, with those that are none: policies use a few names thousands of times. */
const parsed = new Map<string, ParsedOperator | undefined>();

/** The parts of an operator's name; `Null` is none of these, and undefined is no operator. */
export function parseOperator(name: string): ParsedOperator | undefined {
  if (!parsed.has(name)) parsed.set(name, takenApart(name));
  return parsed.get(name);
}

function takenApart(name: string): ParsedOperator | undefined {
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const operator = OPERATORS.get(base);
  if (operator === undefined) return undefined;
  return {
    ...operator,
    set: set === 'ForAllValues' || set === 'ForAnyValue' ? set : undefined,
    ifExists: ifExists !== undefined,
  };
}

/** Whether IAM knows a condition operator of this name. */
export function isOperator(name: string): boolean {
  return hasHole(name) || /^(?:(?:ForAllValues|ForAnyValue):)?Null$/.test(name) || parseOperator(name) !== undefined;
}

function compareTokens(wanted: Tokens | undefined, found: string): Truth {
  return wanted === undefined ? 'no' : matches(wanted, literal(found));
}

function lower(tokens: Tokens | undefined): Tokens | undefined {
  return tokens?.map((token) => (typeof token === 'string' ? token.toLowerCase() : token));
}
