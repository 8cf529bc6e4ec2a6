import type { Inventory, Resource, ResourceQuery } from '@smile/inventory';
import { CommandError } from '../command-error.ts';

/** Most addresses that an error lists. */
const SHOWN = 8;

/**
 * The one resource that an address means, among those that a query leaves. It may be a pattern, or leave out the hash at its
 * end.
 *
 * @throws CommandError that lists what it could be.
 */
export function findOne(inventory: Inventory, query: ResourceQuery, address: string, option: string): Resource {
  const exact = inventory.resources({ ...query, address });
  const found = exact.length > 0 ? exact : inventory.resources({ ...query, address: `${address}_????????` });
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length === 0) {
    throw CommandError.wrongUse([
      `no resource matches ${option} ${JSON.stringify(address)}; smile inventory lists addresses, and '*' stands for any text`,
    ]);
  }
  const listed = found.slice(0, SHOWN).map((one) => `${one.stack} ${one.address}`);
  const more = found.length > SHOWN ? `, and ${found.length - SHOWN} more` : '';
  throw CommandError.wrongUse([
    `${found.length} resources match ${option} ${JSON.stringify(address)}: ${listed.join(', ')}${more}; name an environment or --stack, or more of the address`,
  ]);
}
