import type { Value } from '../protocol/value.ts';
import { hostBitsCleared, parseCidr } from '../values/cidr.ts';

/** A test of one value: what is wrong with it, or undefined. */
export type Check = (value: Value) => string | undefined;

/** A text between two lengths. */
export function length(fewest: number, most: number): Check {
  return (value) => {
    if (typeof value !== 'string' || (value.length >= fewest && value.length <= most)) return undefined;
    return `must have ${fewest} to ${most} characters, got ${value.length} in ${JSON.stringify(value)}`;
  };
}

/** One of a few values. */
export function oneOf(...allowed: readonly (string | number)[]): Check {
  const texts = allowed.map(String);
  return (value) =>
    texts.includes(String(value)) ? undefined : `must be one of ${texts.join(', ')}, got ${show(value)}`;
}

/** A text of a certain form, described in words. */
export function matching(form: RegExp, words: string): Check {
  return (value) =>
    typeof value !== 'string' || form.test(value) ? undefined : `must be ${words}, got ${JSON.stringify(value)}`;
}

/** A number between two bounds. */
export function between(lowest: number, highest: number): Check {
  return (value) => {
    const number = Number(value);
    return number >= lowest && number <= highest ? undefined : `must be ${lowest} to ${highest}, got ${show(value)}`;
  };
}

/** An IPv4 range without host bits, between two prefix lengths. */
export function ipv4Range(shortest = 0, longest = 32): Check {
  return (value) => {
    if (typeof value !== 'string') return undefined;
    const cidr = parseCidr(value);
    if (cidr === undefined) return `must be an IPv4 range such as 10.0.0.0/16, got ${JSON.stringify(value)}`;
    const cleared = hostBitsCleared(value);
    if (cleared !== value) return `must not have host bits set, got ${value}; did you mean ${cleared}?`;
    if (cidr.prefix >= shortest && cidr.prefix <= longest) return undefined;
    return `must be between /${shortest} and /${longest}, got ${value}`;
  };
}

/** Every check in turn; the first that fails speaks. */
export function all(...checks: readonly Check[]): Check {
  return (value) => {
    for (const check of checks) {
      const problem = check(value);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

function show(value: Value): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
