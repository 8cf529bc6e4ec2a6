import { costOf, groupCosts } from '@smile/cost';
import { Inventory } from '@smile/inventory';

/** What production costs in a month, the dearest first, and what has no price. */
export function costsOfProduction(directory: string): readonly string[] {
  const [cost] = costOf(Inventory.fromSynth(directory), { on: '2026-11-27', environments: ['indonesia/production'] });
  if (cost === undefined) return [];
  const priced = groupCosts(cost.lines, 'thing').map(({ name, usdPerMonth }) => `${name}: ${usdPerMonth} USD`);
  return [...priced, ...cost.unpriced.map(({ what, why }) => `${what}: not priced, ${why}`)];
}
