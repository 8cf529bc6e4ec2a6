export { brokenEstateRules } from './fixtures/estate-rules.ts';
export { inventoryOf, managedAddresses } from './fixtures/inventory-of.ts';
