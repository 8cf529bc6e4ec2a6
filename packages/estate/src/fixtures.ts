export { guardrailProblems } from './fixtures/guardrail-problems.ts';
export { inventoryOf, managedAddresses } from './fixtures/inventory-of.ts';
export { allowedLosses, lostAddressProblems, movedAddresses } from './fixtures/lost-addresses.ts';
