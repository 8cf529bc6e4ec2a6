export type { Place } from './graph-index.ts';
export { Inventory, type StackDocument } from './inventory.ts';
export { InventoryError } from './inventory-error.ts';
export type {
  Action,
  Change,
  Json,
  JsonObject,
  Lifecycle,
  Mode,
  Output,
  Problem,
  Reference,
  Resource,
  Source,
  Stack,
  Target,
} from './model.ts';
export { matchesQuery, type Pattern, type ResourceQuery } from './query.ts';
export { readJsonFile } from './read-json.ts';
export { mayHoldData, STATEFUL_TYPES } from './stateful-types.ts';
export {
  type TrafficChain,
  type TrafficHop,
  type TrafficOptions,
  trafficChains,
  trafficProblems,
} from './traffic-chain.ts';
