import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { throwIfAny } from '@smile/core';
import { type CloudflareRanges, rangeProblems } from './cloudflare-ranges.ts';

/** Where Cloudflare publishes its ranges; it needs no token. */
const PUBLISHED_AT = 'https://api.cloudflare.com/client/v4/ips';

/** Most blocks that may go at once: when more are missing, the answer is more likely wrong than Cloudflare smaller. */
const MOST_REMOVED = 5;

const ANSWER_WITHIN_MS = 15_000;

export interface RefreshOptions {
  /** File to write. @default - the one that the estate reads */
  readonly file?: string;
  /** @default 'https://api.cloudflare.com/client/v4/ips' */
  readonly url?: string;
  /** Day to write down, as in `2026-11-25`. */
  readonly today: string;
}

/** What a refresh changed. */
export interface RangeChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Reads Cloudflare's ranges anew, checks them, and writes them with the day.
 *
 * A block too few locks visitors out, a block too many lets strangers in: so an answer that looks wrong is refused and
 * the file stays as it is.
 *
 * @throws ValidationError for an answer that is not plausible.
 */
export async function refreshCloudflareRanges(options: RefreshOptions): Promise<RangeChanges> {
  const file = options.file ?? join(__dirname, '../../data/cloudflare-ranges.json');
  const url = options.url ?? PUBLISHED_AT;
  const before: CloudflareRanges = JSON.parse(readFileSync(file, 'utf8'));
  const { ipv4, ipv6 } = await readRanges(url);
  const changes = changesBetween(before, { ipv4, ipv6 });
  throwIfAny(url, [...rangeProblems({ ipv4, ipv6 }), ...shrinkProblems(changes)]);
  writeFileSync(file, `${JSON.stringify({ source: url, asOf: options.today, ipv4, ipv6 }, null, 2)}\n`);
  return changes;
}

async function readRanges(url: string): Promise<Pick<CloudflareRanges, 'ipv4' | 'ipv6'>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  const text = await response.text();
  throwIfAny(url, response.ok ? [] : [`expected status 200, got ${response.status}; try again later`]);
  const result = resultOf(text);
  if (result !== undefined) return result;
  throwIfAny(url, [
    `expected {"success":true,"result":{"ipv4_cidrs":[…],"ipv6_cidrs":[…]}}, got ${JSON.stringify(text.slice(0, 60))}; look at the address in a browser`,
  ]);
  return { ipv4: [], ipv6: [] };
}

function resultOf(text: string): Pick<CloudflareRanges, 'ipv4' | 'ipv6'> | undefined {
  const answer = parsed(text);
  if (!isObject(answer) || answer.success !== true || !isObject(answer.result)) return undefined;
  const { ipv4_cidrs: ipv4, ipv6_cidrs: ipv6 } = answer.result;
  return isTexts(ipv4) && isTexts(ipv6) ? { ipv4: ipv4.toSorted(), ipv6: ipv6.toSorted() } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function changesBetween(
  before: Pick<CloudflareRanges, 'ipv4' | 'ipv6'>,
  after: Pick<CloudflareRanges, 'ipv4' | 'ipv6'>,
): RangeChanges {
  const [old, fresh] = [before, after].map(({ ipv4, ipv6 }) => [...ipv4, ...ipv6]) as [string[], string[]];
  return {
    added: fresh.filter((cidr) => !old.includes(cidr)),
    removed: old.filter((cidr) => !fresh.includes(cidr)),
  };
}

function shrinkProblems({ removed }: RangeChanges): string[] {
  return removed.length <= MOST_REMOVED
    ? []
    : [
        `${removed.length} blocks are gone (${removed.join(', ')}), at most ${MOST_REMOVED} are plausible; compare with https://www.cloudflare.com/ips/ and edit the file by hand`,
      ];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
