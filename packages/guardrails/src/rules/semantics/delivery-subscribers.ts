import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** Protocols whose subscription is confirmed by AWS itself, or by the person who gets the first mail. */
const CONFIRMED = ['email', 'email-json', 'sqs', 'lambda', 'firehose', 'sms', 'application'];

function subscriptionsOf(context: RuleContext, topic: Resource): readonly Resource[] {
  const policies = companionsOf(context, topic, 'aws_sns_topic_policy', 'arn');
  const throughPolicy = context
    .resources('aws_sns_topic_subscription')
    .filter((one) =>
      targetsOf(context, one, 'topic_arn', 'aws_sns_topic_policy').some((policy) => policies.includes(policy)),
    );
  return [...new Set([...companionsOf(context, topic, 'aws_sns_topic_subscription', 'topic_arn'), ...throughPolicy])];
}

/** What keeps a subscription from ever being confirmed. */
function problemOf(subscription: Resource): string | undefined {
  const block = Block.of(subscription);
  const protocol = block.text('protocol');
  const endpoint = block.text('endpoint');
  if (protocol === undefined || CONFIRMED.includes(protocol)) {
    const isMail = protocol?.startsWith('email') === true;
    return isMail && endpoint !== undefined && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(endpoint)
      ? `subscription ${subscription.address} mails ${JSON.stringify(endpoint)}, which is no address`
      : undefined;
  }
  if (block.flag('endpoint_auto_confirms', false) !== false) return undefined;
  return `subscription ${subscription.address} has protocol ${protocol}, which nobody confirms unless endpoint_auto_confirms is true`;
}

export const deliverySubscribers: Rule = {
  id: 'SMILE_DELIVERY_SUBSCRIBERS',
  family: 'semantics',
  severity: 'high',
  title: 'Every topic has a subscription that can be confirmed',
  what: 'At least one `aws_sns_topic_subscription` of each `aws_sns_topic`, none of them of a protocol that nobody confirms.',
  why: 'SNS takes messages for a topic without subscribers, and nobody is told.',
  remedy: 'Subscribe a mailbox, a queue or a function, or remove the topic.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html',
  check: each('aws_sns_topic', (_, topic, context) => {
    const subscriptions = subscriptionsOf(context, topic);
    return subscriptions.length === 0
      ? 'must have an aws_sns_topic_subscription, got none'
      : subscriptions.map(problemOf);
  }),
};
