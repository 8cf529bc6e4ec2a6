export { brokenEstateRules } from './fixtures/estate-rules.ts';
export { inventoryOf, managedAddresses } from './fixtures/inventory-of.ts';
export { allowedLosses, lostAddressProblems, movedAddresses } from './fixtures/lost-addresses.ts';
