import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inventoryOf, managedAddresses } from '@smile/estate/fixtures';
import { allEnvironments } from './environments.ts';

/**
 * Writes the address list of every environment. Run it after a change that means to add or remove resources, and read
 * the difference: a line that is gone is a resource that Terraform destroys.
 */
async function main(): Promise<void> {
  for (const environment of await allEnvironments()) {
    const path = join(__dirname, environment.id, 'src', 'addresses.txt');
    const addresses = managedAddresses(inventoryOf(environment));
    writeFileSync(path, `${addresses.join('\n')}\n`);
    console.log(`${environment.id}: ${addresses.length} addresses`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
