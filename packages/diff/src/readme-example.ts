import { compareEstates, toMarkdown } from '@smile/diff';
import { Inventory } from '@smile/inventory';

/** What one synthesis changes that another does not, for a merge request. */
export function changesBetween(before: string, after: string): string {
  const report = compareEstates({
    before: { name: 'main', inventory: Inventory.fromSynth(before) },
    after: { name: 'the branch', inventory: Inventory.fromSynth(after) },
    environments: [{ id: 'indonesia/dev', stage: 'dev' }],
    at: new Date(),
  });
  return toMarkdown(report);
}
