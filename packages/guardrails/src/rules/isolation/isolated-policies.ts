import { isFilledIn, policyAt } from '@smile/inventory';
import { hasHole, type Statement, showText } from '@smile/policy';
import { RESOURCE_POLICIES } from '../../reading/resource-policies.ts';
import { alikeTo, waysIn } from '../../reading/stranger-requests.ts';
import { accountsOf, strangersTo } from '../../reading/trust-order.ts';
import type { Rule } from '../../rule.ts';

export const isolatedPolicies: Rule = {
  id: 'SMILE_ISOLATED_POLICIES',
  family: 'isolation',
  severity: 'high',
  title: 'No policy lets a principal of a lower environment in',
  what: 'Trust policies of roles and policies of buckets, keys, secrets, topics, queues, repositories, vaults and endpoints are evaluated for principals of every other environment, and for services that act for its account. Conditions that a caller chooses, such as tags of its request, count as met. What is known only after apply is a warning.',
  why: 'Trust goes from production downwards. Whoever takes over staging or dev must not hold a role, a key, a bucket or a secret of production.',
  remedy:
    'Name principals of the own account, or bind the statement to it by aws:PrincipalAccount or aws:SourceAccount.',
  source:
    'requirements ENV-PRD; https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html',
  check: (context) => {
    const accounts = accountsOf(context);
    return context.resources(Object.keys(RESOURCE_POLICIES)).flatMap((place) => {
      if (place.environment === undefined) return [];
      const argument = RESOURCE_POLICIES[place.type] ?? 'policy';
      // AWS's own, which lets everything through an endpoint, is nobody's policy.
      if (isFilledIn(place, argument)) return [];
      const policy = policyAt(context.inventory, place, argument);
      if (policy === undefined) return [];
      const strangers = strangersTo(place.environment, accounts);
      const ways = new Map(
        alikeTo(policy, strangers).flatMap((alike) => {
          const [first] = alike;
          const found = first === undefined ? [] : waysIn([policy], first);
          return alike.map((stranger) => [stranger, found] as const);
        }),
      );
      const found = strangers.flatMap((stranger) =>
        (ways.get(stranger) ?? []).map(({ statement, isCertain }) => ({ stranger, statement, isCertain })),
      );
      const certain = found.filter(({ isCertain }) => isCertain);
      const doubtful = found
        .map(({ statement }) => statement)
        .filter((statement) => certain.every((one) => one.statement !== statement));
      return [
        ...certain.map(({ stranger, statement }) => ({
          place,
          message: `${nameOf(statement)} must let nobody of ${stranger.environment} (account ${stranger.account}) in; trust goes from production downwards`,
        })),
        ...[...new Set(doubtful)].map((statement) => ({
          place,
          status: 'warned' as const,
          message: `not judged: whether ${nameOf(statement)} lets another environment in is known only after apply${openPart(statement)}`,
        })),
      ];
    });
  },
};

function nameOf({ sid, effect }: Statement): string {
  return effect === 'unknown' ? 'the policy' : `statement ${sid ?? 'without a sid'}`;
}

/** What of a statement is not known: who, or a value of a condition. */
function openPart({ principals = [], conditions }: Statement): string {
  const texts = [...principals.flatMap(({ ids }) => ids), ...conditions.flatMap(({ values }) => values)];
  const open = [...new Set(texts.filter(hasHole).map(showText))];
  return open.length === 0 ? '' : `: ${open.join(', ')}`;
}
