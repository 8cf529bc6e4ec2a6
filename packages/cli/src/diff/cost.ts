import { costOf as costsOf, groupUnpriced } from '@smile/cost';
import type { CostOf } from '@smile/diff';

/** What computes the costs of an estate for `smile diff`, at the rates of a day, as an ISO date. */
export function costAt(on: string): CostOf {
  return (inventory) => {
    const costs = costsOf(inventory, { on });
    const cents = costs.reduce((sum, { usdPerMonth }) => sum + Math.round(usdPerMonth * 100), 0);
    const unpriced = groupUnpriced(costs.flatMap(({ unpriced: things }) => things));
    const without = [...new Set(unpriced.map(({ service, what }) => `${service}: ${what}`))];
    return {
      monthlyUsd: cents / 100,
      notes: [
        `at the rates of ${on}, on demand, with use as usage of each environment assumes it`,
        ...(without.length === 0 ? [] : [`without a price, so in neither sum: ${without.join('; ')}`]),
      ],
    };
  };
}
