import { type Inventory, Reachability } from '@smile/inventory';

const known = new WeakMap<Inventory, Reachability>();

/** Who reaches whom in an inventory; worked out once, since several requirements ask. */
export function reachabilityOf(inventory: Inventory): Reachability {
  const reachability = known.get(inventory) ?? new Reachability(inventory);
  known.set(inventory, reachability);
  return reachability;
}
