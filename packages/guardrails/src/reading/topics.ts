import type { Resource } from '@smile/inventory';
import type { RuleContext } from '../rule.ts';
import { isExpression } from './block.ts';
import { companionsOf, targetsOf } from './links.ts';

/** A topic that something writes to: the resource where it is known, its ARN where that is all. */
export interface WrittenTopic {
  readonly resource?: Resource;
  readonly arn?: string;
}

/** SNS topics that an argument names, through the policy of the topic too, which stands for it. */
export function topicsAt(context: RuleContext, from: Resource, argument: string): readonly WrittenTopic[] {
  const direct = targetsOf(context, from, argument, 'aws_sns_topic');
  const policies = targetsOf(context, from, argument, 'aws_sns_topic_policy');
  const behind = policies.flatMap((policy) => targetsOf(context, policy, 'arn', 'aws_sns_topic'));
  const resources = [...new Set([...direct, ...behind])].map((resource) => ({ resource }));
  if (resources.length > 0) return resources;
  const literals = [from.values[argument] ?? []].flat().filter((item) => typeof item === 'string');
  return literals.filter((arn) => !isExpression(arn) && /^arn:[a-z-]+:sns:/.test(arn)).map((arn) => ({ arn }));
}

/** Why a message to a topic reaches nobody. */
export function topicProblems(
  context: RuleContext,
  from: Resource,
  { resource, arn }: WrittenTopic,
): readonly string[] {
  if (resource === undefined) return arn === undefined ? [] : arnProblems(from, arn);
  const { account, region } = resource;
  const away = [
    ...(account === undefined || from.account === undefined || account === from.account
      ? []
      : [`topic ${resource.address} must be of account ${from.account}, got ${account}`]),
    ...(region === undefined || from.region === undefined || region === from.region
      ? []
      : [`topic ${resource.address} must be in ${from.region}, got ${region}`]),
  ];
  if (away.length > 0 || context.inventory.source !== 'synth') return away;
  const readers = companionsOf(context, resource, 'aws_sns_topic_subscription', 'topic_arn');
  return readers.length > 0 ? [] : [`topic ${resource.address} must have a subscription, got none`];
}

function arnProblems(from: Resource, arn: string): readonly string[] {
  const [, , , region, account] = arn.split(':');
  return [
    ...(from.account === undefined || account === undefined || account === from.account
      ? []
      : [`topic must be of account ${from.account}, got ${arn}`]),
    ...(from.region === undefined || region === undefined || region === from.region
      ? []
      : [`topic must be in ${from.region}, got ${arn}`]),
  ];
}
