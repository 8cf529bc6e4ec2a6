import type { Inventory, Resource } from '@smile/inventory';
import type { Finding } from './report.ts';

/** Most addresses that a finding lists. */
const SHOWN = 10;

/**
 * What was synthesized and is not in the state after apply, as one finding; undefined when all of it is there.
 *
 * Terraform calls an apply a success that left resources out: `-target`, an empty plan, a plan to destroy. A resource with `count`
 * or `for_each` may rightly be there no times.
 */
export function missingFinding(stack: string, synthesized: Inventory, state: Inventory): Finding | undefined {
  const wanted = synthesized.resources({ stack, mode: 'managed' }).filter((resource) => !isRepeated(resource));
  const made = new Set(state.resources({ stack, mode: 'managed' }).map(({ address }) => address));
  const missing = wanted.filter(({ address }) => !made.has(address));
  const [first] = missing;
  if (first === undefined) return undefined;
  const listed = missing.slice(0, SHOWN).map(({ address }) => address);
  const more = missing.length > SHOWN ? [`and ${missing.length - SHOWN} more`] : [];
  return {
    summary: `${missing.length} of ${wanted.length} synthesized resources were not applied`,
    detail: `apply ended without an error, but the state lacks ${[...listed, ...more].join(', ')}`,
    address: first.address,
    constructPath: first.constructPath,
  };
}

function isRepeated({ values }: Resource): boolean {
  return 'count' in values || 'for_each' in values;
}
