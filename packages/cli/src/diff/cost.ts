import { costOf } from '@smile/cost';
import type { CostOf } from '@smile/diff';

/** Computes what an estate costs in a month at the rates of a day: all environments together. */
export function costsOn(day: Date): CostOf {
  const on = day.toISOString().slice(0, 10);
  return (inventory) => {
    const costs = costOf(inventory, { on });
    const unpriced = [...new Set(costs.flatMap((one) => one.unpriced.map(({ what }) => what)))].sort();
    return {
      monthlyUsd: costs.reduce((sum, { usdPerMonth }) => sum + usdPerMonth, 0),
      notes: unpriced.length === 0 ? [] : [`billed, and without a price here: ${unpriced.join('; ')}`],
    };
  };
}
