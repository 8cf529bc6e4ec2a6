import { type Inventory, oncePer, Reachability } from '@smile/inventory';

/** Who reaches whom in an inventory; worked out once, since several requirements ask. */
export const reachabilityOf: (inventory: Inventory) => Reachability = oncePer(
  (inventory: Inventory) => new Reachability(inventory),
);
