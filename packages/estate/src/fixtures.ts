export { guardrailProblems } from './fixtures/guardrail-problems.ts';
export { inventoryOf, managedAddresses } from './fixtures/inventory-of.ts';
export { allowedLosses, lostAddressProblems, movedAddresses } from './fixtures/lost-addresses.ts';
export { changedInventory, type Synthesized, synthesizedStacks } from './fixtures/synthesized.ts';
