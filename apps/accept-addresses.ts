import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { throwIfAny, ValidationError } from '@smile/core';
import {
  allowedLosses,
  inventoryOf,
  lostAddressProblems,
  managedAddresses,
  movedAddresses,
} from '@smile/estate/fixtures';
import { SECOND_COUNTRY } from '@smile/estate/second-country';
import { allEnvironments } from './environments.ts';

/**
 * Writes the address list of every environment, and of the second country's. Run it after a change that means to add or remove resources, and read
 * the difference: a line that is gone is a resource that Terraform destroys.
 *
 * Refuses to lose what holds data, unless `--allow-destroy <stack>/<address>` names it; then nothing is written.
 */
async function main(): Promise<void> {
  const allowed = allowedLosses(process.argv.slice(2));
  const real = (await allEnvironments()).map((environment) => ({
    environment,
    folder: join(__dirname, environment.id),
  }));
  const second = SECOND_COUNTRY.environments.map((environment) => {
    return { environment, folder: join(SECOND_COUNTRY.folder, environment.stage) };
  });
  const lists = [...real, ...second].map(({ environment, folder }) => {
    const path = join(folder, 'src', 'addresses.txt');
    const committed = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
    const inventory = inventoryOf(environment);
    return {
      id: environment.id,
      path,
      committed,
      current: managedAddresses(inventory),
      moved: movedAddresses(inventory),
    };
  });
  throwIfAny('address lists', lostAddressProblems(lists, allowed));
  for (const { id, path, current } of lists) {
    writeFileSync(path, `${current.join('\n')}\n`);
    console.log(`${id}: ${current.length} addresses`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ValidationError ? error.message : error);
  process.exitCode = 1;
});
