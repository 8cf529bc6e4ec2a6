import type { Json } from '@smile/inventory';

/** What an argument must be. */
export interface Wanted {
  /** As it ends the sentence "must be …". */
  readonly words: string;
  /** Whether a known value is right. */
  readonly holds: (value: Json) => boolean;
  /** Whether nothing is right as well, because the service then takes a value that is. */
  readonly orNothing: boolean;
}

/** What one argument must be, `nothing` being a value like any other where the service has that default. */
export function is(value: string | number | boolean, orNothing: 'or nothing' | 'said' = 'said'): Wanted {
  return { words: shown(value), holds: (found) => same(found, value), orNothing: orNothing === 'or nothing' };
}

/** On, and said to be on: the service's default is off, or it changes. */
export const ON = is(true);

/** Off, which is also what the service takes where nothing is said. */
export const OFF = is(false, 'or nothing');

/** On, which is also what the service takes where nothing is said. */
export const ON_BY_DEFAULT = is(true, 'or nothing');

export function oneOf(values: readonly (string | number)[], orNothing: 'or nothing' | 'said' = 'said'): Wanted {
  return {
    words: values.map(shown).join(' or '),
    holds: (found) => values.some((value) => same(found, value)),
    orNothing: orNothing === 'or nothing',
  };
}

export function atLeast(least: number, orNothing: 'or nothing' | 'said' = 'said'): Wanted {
  return between(least, Number.POSITIVE_INFINITY, orNothing);
}

export function between(least: number, most: number, orNothing: 'or nothing' | 'said' = 'said'): Wanted {
  const words =
    most === Number.POSITIVE_INFINITY
      ? `at least ${least}`
      : least === Number.NEGATIVE_INFINITY
        ? `at most ${most}`
        : `from ${least} to ${most}`;
  return {
    words,
    holds: (found) => {
      const number = numberOf(found);
      return number !== undefined && number >= least && number <= most;
    },
    orNothing: orNothing === 'or nothing',
  };
}

export function like(pattern: RegExp, words: string, orNothing: 'or nothing' | 'said' = 'said'): Wanted {
  return {
    words,
    holds: (found) => typeof found !== 'object' && pattern.test(String(found)),
    orNothing: orNothing === 'or nothing',
  };
}

/** A list with all of these texts, and perhaps others. */
export function withAll(...texts: readonly string[]): Wanted {
  return {
    words: `a list with ${texts.join(', ')}`,
    holds: (found) => texts.every((text) => [found].flat().includes(text)),
    orNothing: false,
  };
}

/** A list with none but these texts. */
export function onlyOf(texts: readonly string[], orNothing: 'or nothing' | 'said' = 'said'): Wanted {
  return {
    words: `of ${texts.join(', ')} only`,
    holds: (found) => [found].flat().every((one) => typeof one === 'string' && texts.includes(one)),
    orNothing: orNothing === 'or nothing',
  };
}

/** So many elements. */
export function atLeastSo(many: number): Wanted {
  return {
    words: `a list of at least ${many}`,
    holds: (found) => Array.isArray(found) && found.length >= many,
    orNothing: false,
  };
}

/** ARNs, or what leads to them. */
export const ARNS: Wanted = {
  words: 'a list of ARNs',
  holds: (found) => [found].flat().every((one) => typeof one === 'string' && /^arn:|\$\{/.test(one)),
  orNothing: true,
};

/** Names that mean one thing each. */
export const NAMES: Wanted = {
  words: 'names without *',
  holds: (found) => [found].flat().every((one) => !String(one).includes('*')),
  orNothing: false,
};

/** Anything but nothing; an expression counts. */
export const GIVEN: Wanted = { words: 'given', holds: () => true, orNothing: false };

/** Left out. */
export const NOTHING: Wanted = { words: 'left out', holds: () => false, orNothing: true };

function same(found: Json, value: string | number | boolean): boolean {
  return found === value || (typeof found !== 'object' && String(found) === String(value));
}

function numberOf(value: Json): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
}

function shown(value: string | number | boolean): string {
  return String(value);
}
