import { type Inventory, oncePer, PodReachability, Reachability } from '@smile/inventory';

/** Who reaches whom in an inventory; worked out once, since several requirements ask. */
export const reachabilityOf: (inventory: Inventory) => Reachability = oncePer(
  (inventory: Inventory) => new Reachability(inventory),
);

/** Which pods network policies let reach which others; worked out once, since several requirements ask. */
export const podReachabilityOf: (inventory: Inventory) => PodReachability = oncePer(
  (inventory: Inventory) => new PodReachability(inventory),
);
