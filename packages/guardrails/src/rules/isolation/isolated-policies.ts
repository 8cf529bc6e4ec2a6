import { policiesAt, RESOURCE_POLICIES } from '../../reading/policies.ts';
import { waysIn } from '../../reading/stranger-requests.ts';
import { accountsOf, strangersTo } from '../../reading/trust-order.ts';
import type { Rule } from '../../rule.ts';

export const isolatedPolicies: Rule = {
  id: 'SMILE_ISOLATED_POLICIES',
  family: 'isolation',
  severity: 'high',
  title: 'No policy lets a principal of a lower environment in',
  what: 'Trust policies of roles and policies of buckets, keys, secrets, topics, queues, repositories, vaults and endpoints are evaluated for principals of every other environment, and for services that act for its account. Conditions that a caller chooses, such as tags of its request, count as met.',
  why: 'Trust goes from production downwards. Whoever takes over staging or dev must not hold a role, a key, a bucket or a secret of production.',
  remedy:
    'Name principals of the own account, or bind the statement to it by aws:PrincipalAccount or aws:SourceAccount.',
  source:
    'requirements ENV-PRD; https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html',
  check: (context) => {
    const accounts = accountsOf(context);
    return context.resources(Object.keys(RESOURCE_POLICIES)).flatMap((place) => {
      if (place.environment === undefined) return [];
      const policies = policiesAt(context, place, RESOURCE_POLICIES[place.type] ?? 'policy');
      return strangersTo(place.environment, accounts).flatMap((stranger) =>
        waysIn(policies, stranger).map(({ sid }) => ({
          place,
          message: `statement ${sid ?? 'without a sid'} must let nobody of ${stranger.environment} (account ${stranger.account}) in; trust goes from production downwards`,
        })),
      );
    });
  },
};
