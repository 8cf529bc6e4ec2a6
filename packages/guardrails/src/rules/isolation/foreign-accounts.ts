import { knownRegions, regionFacts } from '@smile/core';
import type { Resource } from '@smile/inventory';
import { stageOf } from '../../reading/environments.ts';
import { withoutGuests } from '../../reading/guests.ts';
import { textsOf } from '../../reading/texts.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** Ids of other vendors, whose last part may look like an account. */
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Accounts that the providers of stacks are held to; data sources of Terraform itself have no provider that tells. */
function accountsByStack({ resources }: RuleContext): ReadonlyMap<string, string> {
  return new Map(resources('**').flatMap(({ stack, account }) => (account === undefined ? [] : [[stack, account]])));
}

function productionOf(context: RuleContext): readonly Resource[] {
  return [...context.resources('**'), ...context.dataSources('**')].filter(
    ({ environment }) => stageOf(environment) === 'production',
  );
}

/** The account of load-balancer logs in the region of a resource, where the region has one. */
function logAccountOf({ region }: Resource): string | undefined {
  return region !== undefined && knownRegions().includes(region) ? regionFacts(region).elbLogAccountId : undefined;
}

export const foreignAccounts: Rule = {
  id: 'SMILE_ISOLATED_ACCOUNTS',
  family: 'isolation',
  severity: 'high',
  title: 'Production names no other account of ours',
  what: "No text of a production resource holds a 12-digit account id but its own, that of the region's load-balancer logs, and that of the deployment roles of shared, which production deploys.",
  why: 'Staging is where people try things. What it may reach in production, a mistake there reaches too.',
  remedy: "Take the value from production's own stacks.",
  source: 'requirements ENV-PRD',
  check: (context) => {
    const accounts = accountsByStack(context);
    return productionOf(context).flatMap((place) => {
      const own = place.account ?? accounts.get(place.stack);
      const allowed = [own, logAccountOf(place)];
      const found = textsOf(place.values).flatMap(({ path, text }) =>
        [
          ...withoutGuests(text)
            .replaceAll(UUID, '')
            .matchAll(/(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g),
        ].map(([id]) => ({ path, id })),
      );
      return found
        .filter(({ id }) => !allowed.includes(id))
        .map(({ path, id }) => ({
          place,
          message: `${path} must name no account but ${own ?? "production's own"}, got ${id}`,
        }));
    });
  },
};
