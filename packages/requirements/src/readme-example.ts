import { Inventory } from '@smile/inventory';
import { checkRequirements } from '@smile/requirements';

/** What production lacks, by the code that was synthesized into a folder. */
export function missingInProduction(folder: string): readonly string[] {
  const environments = [{ id: 'indonesia/production', stage: 'production' } as const];
  const results = checkRequirements(Inventory.fromSynth(folder), { environments });
  return results.flatMap(({ id, problems }) => problems.map((problem) => `${id}: ${problem}`));
}
