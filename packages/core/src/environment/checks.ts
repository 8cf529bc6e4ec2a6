import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { canonicalCidr, isPrivate, isPublic, parseIpv4Block } from '../cidr.ts';
import { type Days, isDays } from '../units.ts';

/** What `z.custom` and `refine` hand to an error function. */
interface Issue {
  readonly input?: unknown;
}

/** A text with one rule, whose error says what was given and what to do: `expected …, got "x"; …`. */
export function text(expected: string, isValid: (value: string) => boolean, remedy: string) {
  return z
    .string({ error: (issue: Issue) => `expected ${expected}, got ${shown(issue.input)}; ${remedy}` })
    .refine(isValid, { error: (issue: Issue) => `expected ${expected}, got ${shown(issue.input)}; ${remedy}` });
}

/** One of a fixed list of words. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values, remedy: string) {
  return z.enum(values, {
    error: (issue: Issue) => `expected one of ${values.join(', ')}, got ${shown(issue.input)}; ${remedy}`,
  });
}

/** A duration such as `'30 days'`, within bounds given in days. */
export function days(bounds: { readonly min: number; readonly max: number }, remedy: string) {
  const expected = `a duration from ${bounds.min} to ${bounds.max} days, as in '30 days'`;
  const isValid = (value: string) => {
    const count = isDays(value) ? Number.parseInt(value, 10) : Number.NaN;
    return count >= bounds.min && count <= bounds.max;
  };
  return text(expected, isValid, remedy).transform((value) => value as Days);
}

/** An IPv4 block whose host bits are zero; the error offers the block that was probably meant. */
export function ipv4Block(bounds: { readonly shortest: number; readonly longest: number }, remedy: string) {
  const expected = `an IPv4 block from /${bounds.shortest} to /${bounds.longest}`;
  return z
    .string({ error: (issue: Issue) => `expected ${expected}, got ${shown(issue.input)}; ${remedy}` })
    .check((context) => {
      const problem = ipv4Problem(context.value, expected, bounds, remedy);
      if (problem !== undefined) context.issues.push({ code: 'custom', input: context.value, message: problem });
    });
}

/** The shortest and the longest prefix of a block. */
interface Bounds {
  readonly shortest: number;
  readonly longest: number;
}

/** A block of either address family; one of IPv4 has no host bits set. */
export function addressBlock({ ipv4, ipv6 }: { readonly ipv4: Bounds; readonly ipv6: Bounds }, remedy: string) {
  const expected = `an IPv4 block from /${ipv4.shortest} to /${ipv4.longest} or an IPv6 block from /${ipv6.shortest} to /${ipv6.longest}`;
  return z
    .string({ error: (issue: Issue) => `expected ${expected}, got ${shown(issue.input)}; ${remedy}` })
    .check((context) => {
      const { value } = context;
      const [address = '', length = '', ...rest] = value.split('/');
      const prefix = /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
      const isRight = rest.length === 0 && prefix >= ipv6.shortest && prefix <= ipv6.longest;
      const wrong = isRight ? undefined : `expected ${expected}, got ${shown(value)}; ${remedy}`;
      const problem = isIPv6(address) ? wrong : ipv4Problem(value, expected, ipv4, remedy);
      if (problem !== undefined) context.issues.push({ code: 'custom', input: value, message: problem });
    });
}

function ipv4Problem(
  value: string,
  expected: string,
  bounds: { readonly shortest: number; readonly longest: number },
  remedy: string,
): string | undefined {
  const block = parseIpv4Block(value);
  if (block === undefined) return `expected ${expected}, got ${shown(value)}; ${remedy}`;
  if (block.prefixLength < bounds.shortest || block.prefixLength > bounds.longest) {
    return `expected ${expected}, got ${shown(value)}; ${remedy}`;
  }
  const canonical = canonicalCidr(block);
  return canonical === value ? undefined : `${shown(value)} has host bits set; did you mean ${canonical}?`;
}

/**
 * Private address space, as a VPC must have: a block of somebody on the internet would cut the VPC off from them.
 * What is no block at all is refused elsewhere.
 */
export function inPrivateSpace(value: string): boolean {
  const block = parseIpv4Block(value);
  return block === undefined || isPrivate(block);
}

/** Addresses that the internet knows; of IPv6, neither unique local (RFC 4193) nor link-local ones. */
export function inPublicSpace(value: string): boolean {
  const block = parseIpv4Block(value);
  return block === undefined ? !/^f([cd]|e[89ab])/i.test(value) : isPublic(block);
}

/** What is said of addresses that nobody has on the internet. */
export const PUBLIC_SPACE = {
  error: (issue: Issue) =>
    `expected public addresses, got ${shown(issue.input)}; requests arrive with the public address of an office, never with its private one`,
};

/** A value as it would be written in `environment.ts`. */
export function shown(value: unknown): string {
  return value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
}
