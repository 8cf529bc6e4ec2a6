import { isIPv6 } from 'node:net';
import { canonicalCidr, contains, type Ipv4Block, parseIpv4Block } from '@smile/core';
import ranges from '../../data/cloudflare-ranges.json' with { type: 'json' };

/** The addresses from which Cloudflare calls origins. */
export interface CloudflareRanges {
  /** Where the lists were read. */
  readonly source: string;
  /** Day on which they were read, as in `2026-02-11`. */
  readonly asOf: string;
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

/**
 * Cloudflare's ranges as last read; unchanged for years, yet the command that reads them again is in the README.
 *
 * Data, not a data source: a plan asks no server.
 */
export const CLOUDFLARE_RANGES: CloudflareRanges = ranges;

/** Cloudflare's widest IPv4 block is a /12 or narrower; anything wider lets in neighbours. */
const WIDEST_IPV4 = 12;

/** The same for IPv6; Cloudflare's widest is a /29. */
const WIDEST_IPV6 = 28;

/** Blocks that belong to nobody on the internet; one of them in the list means that the list is not Cloudflare's. */
const NOT_PUBLIC = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12']
  .concat('192.0.2.0/24', '192.168.0.0/16', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4')
  .flatMap((cidr) => parseIpv4Block(cidr) ?? []);

/** What is wrong with lists of ranges: one sentence each, empty when they may be let in. */
export function rangeProblems({ ipv4, ipv6 }: Pick<CloudflareRanges, 'ipv4' | 'ipv6'>): string[] {
  return [...listProblems('ipv4', ipv4, ipv4Problem), ...listProblems('ipv6', ipv6, ipv6Problem)];
}

function listProblems(
  family: 'ipv4' | 'ipv6',
  cidrs: readonly string[],
  problemOf: (cidr: string) => string | undefined,
): string[] {
  if (cidrs.length === 0) return [`${family}: expected at least one block, got none; nobody would be let in`];
  return cidrs.flatMap((cidr, index) => {
    const at = `${family}[${index}]`;
    if (cidrs.indexOf(cidr) !== index) return [`${at}: ${JSON.stringify(cidr)} is listed twice; remove one`];
    const problem = problemOf(cidr);
    return problem === undefined ? [] : [`${at}: ${problem}`];
  });
}

function ipv4Problem(cidr: string): string | undefined {
  const block = parseIpv4Block(cidr);
  if (block === undefined) return `expected an IPv4 block, got ${JSON.stringify(cidr)}; copy it as in 104.16.0.0/13`;
  const canonical = canonicalCidr(block);
  if (canonical !== cidr) return `${JSON.stringify(cidr)} has host bits set; did you mean ${canonical}?`;
  if (block.prefixLength < WIDEST_IPV4) return tooWide(cidr, WIDEST_IPV4);
  return NOT_PUBLIC.some((reserved) => touches(reserved, block))
    ? `${JSON.stringify(cidr)} is not on the internet; this list is not Cloudflare's`
    : undefined;
}

function ipv6Problem(cidr: string): string | undefined {
  const [address = '', length = '', ...rest] = cidr.split('/');
  const isBlock = isIPv6(address) && /^\d{1,3}$/.test(length) && Number(length) <= 128 && rest.length === 0;
  if (!isBlock) return `expected an IPv6 block, got ${JSON.stringify(cidr)}; copy it as in 2400:cb00::/32`;
  if (Number(length) < WIDEST_IPV6) return tooWide(cidr, WIDEST_IPV6);
  return /^[23]/.test(address) && address.includes(':')
    ? undefined
    : `${JSON.stringify(cidr)} is not on the internet; this list is not Cloudflare's`;
}

function tooWide(cidr: string, widest: number): string {
  return `expected a block of /${widest} or narrower, got ${JSON.stringify(cidr)}; it would let in more than Cloudflare`;
}

function touches(one: Ipv4Block, other: Ipv4Block): boolean {
  return contains(one, other) || contains(other, one);
}
