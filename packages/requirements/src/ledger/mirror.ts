import type { Resource } from '@smile/inventory';

/** How two environments compare, by parts. */
export interface Comparison {
  /** Number of parts that both have. */
  readonly common: number;
  readonly missing: readonly string[];
  readonly added: readonly string[];
}

/** Compares the parts of a copy with those of the original; sizes, counts and zones do not count. */
export function mirror(copy: readonly Resource[], original: readonly Resource[]): Comparison {
  const [copied, wanted] = [partsOf(copy), partsOf(original)];
  return {
    common: [...copied].filter((part) => wanted.has(part)).length,
    missing: [...wanted].filter((part) => !copied.has(part)).sort(),
    added: [...copied].filter((part) => !wanted.has(part)).sort(),
  };
}

/** Only production deploys an environment besides itself (CI-JENKINS), so only it has the roles that lead there. */
const LEADS_TO_GUEST =
  /^aws_(?:iam_role|iam_role_policy|eks_pod_identity_association)\.(?:Roles_Deploys|Jenkins_(?:Plan|Apply)Shared)/;

/**
 * Names of parts: the stack without its environment, and the address without what tells one of several from the others: the
 * zone, the instance key, and the hash over both that cdktf adds.
 */
function partsOf(resources: readonly Resource[]): ReadonlySet<string> {
  const shared = resources.filter(({ address }) => !LEADS_TO_GUEST.test(address));
  return new Set(
    shared.map(({ stack, address }) => {
      const layer = stack.replace(/^.*-(staging|production)-/, '');
      const part = address
        .replace(/\[.*\]$/, '')
        .replace(/_[0-9A-F]{8}$/, '')
        .replace(/-?[a-z]+\d+-az\d+/g, '');
      return `${layer}/${part}`;
    }),
  );
}
