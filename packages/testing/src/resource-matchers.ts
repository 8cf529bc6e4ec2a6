import type { MatcherResult, MatcherState } from 'vitest';
import { printExpected, printFound } from './print-found.ts';
import { type DataSourceClass, kindOf, type ResourceClass } from './provider-class.ts';
import { ofKind, subjectOf } from './subject.ts';
import { isSubset } from './subset.ts';

/** See `SmileMatchers.toHaveResource`. */
export function toHaveResource(
  this: MatcherState,
  received: unknown,
  type: ResourceClass,
  subset: object = {},
): MatcherResult {
  return haveKind(this, received, type, subset);
}

/** See `SmileMatchers.toHaveDataSource`. */
export function toHaveDataSource(
  this: MatcherState,
  received: unknown,
  type: DataSourceClass,
  subset: object = {},
): MatcherResult {
  return haveKind(this, received, type, subset);
}

function haveKind(
  { equals }: MatcherState,
  received: unknown,
  type: ResourceClass | DataSourceClass,
  subset: object,
): MatcherResult {
  const subject = subjectOf(received);
  const kind = kindOf(type);
  const found = ofKind(subject, kind);
  const expected = subject.resolve(subset);
  const matching = found.filter(({ body }) => isSubset(body, expected, equals));
  const wanted = Object.keys(subset).length === 0 ? kind.title : `${kind.title} with ${printExpected(expected)}`;
  return {
    pass: matching.length > 0,
    message: () =>
      matching.length > 0
        ? `expected no ${wanted}\n${printFound(kind, matching)}`
        : `expected ${wanted}\n${printFound(kind, found)}`,
  };
}

/** See `SmileMatchers.toHaveResourceCount`. */
export function toHaveResourceCount(
  this: MatcherState,
  received: unknown,
  type: ResourceClass,
  count: number,
): MatcherResult {
  const kind = kindOf(type);
  const found = ofKind(subjectOf(received), kind);
  const pass = found.length === count;
  return {
    pass,
    message: () => `expected ${pass ? 'another count than ' : ''}${count} ${kind.title}\n${printFound(kind, found)}`,
  };
}

/** See `SmileMatchers.toHaveAddresses`. */
export function toHaveAddresses(this: MatcherState, received: unknown, expected: readonly string[]): MatcherResult {
  const managed = subjectOf(received).found.filter(({ resource }) => resource.mode === 'managed');
  const actual = managed.map(({ address }) => address);
  const lost = expected.filter((address) => !actual.includes(address));
  const added = actual.filter((address) => !expected.includes(address));
  const pass = lost.length === 0 && added.length === 0;
  const list = (title: string, addresses: readonly string[]) =>
    addresses.length === 0 ? [] : [`${title}:`, ...addresses.map((address) => `  ${address}`)];
  return {
    pass,
    message: () =>
      pass
        ? 'expected other addresses than these'
        : [
            `addresses differ: ${lost.length} lost, ${added.length} new`,
            ...list('lost', lost),
            ...list('new', added),
          ].join('\n'),
  };
}
