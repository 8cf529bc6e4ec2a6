import type { Resource } from '@smile/inventory';

/** How two environments compare, by parts. */
export interface Comparison {
  /** Number of parts that both have. */
  readonly common: number;
  readonly missing: readonly string[];
  readonly added: readonly string[];
}

/**
 * What is set for the whole Cloudflare zone. One zone holds the names of all environments, so its settings and rules exist once,
 * in the environment that owns it, and act on staging's names as well (EDG-CLOUDFLARE).
 */
const ZONE_WIDE = [
  /\/cloudflare_(zone_setting|ruleset|zone_dnssec|notification_policy)\./,
  /\/cloudflare_dns_record\.CaaRecords_/,
];

/** Jenkins is in staging alone (CI-JENKINS), and so are its names. */
const STAGING_ALONE = /_(Hosts_|Proof)Jenkins(_|$)/;

/** Compares the parts of a copy with those of the original; sizes, counts and zones do not count. */
export function mirror(copy: readonly Resource[], original: readonly Resource[]): Comparison {
  const [copied, wanted] = [partsOf(copy), partsOf(original)];
  return {
    common: [...copied].filter((part) => wanted.has(part)).length,
    missing: [...wanted].filter((part) => !copied.has(part) && !ZONE_WIDE.some((one) => one.test(part))).sort(),
    added: [...copied].filter((part) => !wanted.has(part) && !STAGING_ALONE.test(part)).sort(),
  };
}

/**
 * Names of parts: the stack without its environment, and the address without what tells one of several from the others: the
 * zone, the instance key, and the hash over both that cdktf adds.
 */
function partsOf(resources: readonly Resource[]): ReadonlySet<string> {
  return new Set(
    resources.map(({ stack, address }) => {
      const layer = stack.replace(/^.*-(staging|production)-/, '');
      const part = address
        .replace(/\[.*\]$/, '')
        .replace(/_[0-9A-F]{8}$/, '')
        .replace(/-?[a-z]+\d+-az\d+/g, '');
      return `${layer}/${part}`;
    }),
  );
}
