import { findRegionFacts } from '@smile/core';
import type { Resource } from '@smile/inventory';
import { stageOf } from '../../reading/environments.ts';
import { withoutGuests } from '../../reading/guests.ts';
import { textsIn } from '../../reading/texts.ts';
import { accountsOf, environmentsAbove } from '../../reading/trust-order.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** Ids of other vendors, whose last part may look like an account. */
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Accounts that the providers of stacks are held to; data sources of Terraform itself have no provider that tells. */
function accountsByStack({ resources }: RuleContext): ReadonlyMap<string, string> {
  return new Map(resources('**').flatMap(({ stack, account }) => (account === undefined ? [] : [[stack, account]])));
}

/** The account of load-balancer logs in the region of a resource, where the region has one. */
function logAccountOf({ region }: Resource): string | undefined {
  return findRegionFacts(region)?.elbLogAccountId;
}

export const foreignAccounts: Rule = {
  id: 'SMILE_ISOLATED_ACCOUNTS',
  family: 'isolation',
  severity: 'high',
  title: 'No resource names an account from outside, and production none but its own',
  what: "No text of a resource holds a 12-digit account id but its own, that of the region's load-balancer logs and, below production, those of environments that were read; of production, that of the deployment roles of shared, which it deploys. Where an environment above was not read, the account may be its own, and it is a warning.",
  why: 'Staging is where people try things. What it may reach in production, a mistake there reaches too; an account that nobody knows is not ours.',
  remedy: "Take the value from the environment's own stacks.",
  source: 'requirements ENV-PRD',
  check: (context) => {
    const accounts = accountsByStack(context);
    const estate = accountsOf(context);
    return [...context.resources('**'), ...context.dataSources('**')].flatMap((place) => {
      const { environment } = place;
      if (environment === undefined) return [];
      const named = accountsIn(place);
      if (named.length === 0) return [];
      const isProduction = stageOf(environment) === 'production';
      // A stack without anything in AWS has no provider that tells; its environment has an account all the same.
      const own = place.account ?? accounts.get(place.stack) ?? estate.get(environment);
      const allowed = [own, logAccountOf(place), ...(isProduction ? [] : estate.values())];
      const found = named.filter(({ id }) => !allowed.includes(id));
      const isWhole = environmentsAbove(environment).every((above) => estate.has(above));
      return found.map(({ path, id }) => ({
        place,
        message: isWhole
          ? `${path} must name no account but ${own ?? 'its own'}, got ${id}`
          : `not judged: ${path} names account ${id}, which may be that of an environment above, and not all of those were read`,
        status: isWhole ? ('failed' as const) : ('warned' as const),
      }));
    });
  },
};

function accountsIn(place: Resource): readonly { readonly path: string; readonly id: string }[] {
  return textsIn(place).flatMap(({ path, text }) =>
    // Most texts hold no twelve digits in a row.
    /\d{12}/.test(text)
      ? [
          ...withoutGuests(text)
            .replaceAll(UUID, '')
            .matchAll(/(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g),
        ].map(([id]) => ({ path, id }))
      : [],
  );
}
