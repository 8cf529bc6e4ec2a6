import { policyAt } from '@smile/inventory';
import { DELIVERY_CONTRACTS, evaluate, hole, type Policy, UNKNOWN_KEY } from '@smile/policy';
import { each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

/** Services that write to every topic of alarms, by their contracts. */
const WRITERS = DELIVERY_CONTRACTS.filter(({ id }) => ['alarm-to-topic', 'event-to-topic'].includes(id));

/** Services that a key policy certainly refuses what they ask of a topic's key, evaluated as for each single delivery. */
function refused(policy: Policy): readonly string[] {
  return WRITERS.flatMap(({ principals, key }) =>
    principals.filter((name) =>
      (key?.actions ?? []).some((action) => {
        const context = Object.fromEntries(Object.keys(key?.context ?? {}).map((sent) => [sent, UNKNOWN_KEY]));
        const request = { principal: { kind: 'service', name } as const, action, resource: hole('the key'), context };
        return evaluate([policy], request).verdict === 'denied';
      }),
    ),
  );
}

export const topicKeyLetsEventsIn: Rule = {
  id: 'SMILE_TOPIC_KEY',
  family: 'semantics',
  severity: 'high',
  title: 'Those who write to an encrypted topic may use its key',
  what: 'The key of an `aws_sns_topic` that alarms or event rules write to lets `cloudwatch.amazonaws.com` and `events.amazonaws.com` do what they ask of it, evaluated with the conditions that each of them sends.',
  why: 'Otherwise nothing fails, and no alarm ever arrives.',
  remedy: 'Use SnsAlarmTopic.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
  check: each('aws_sns_topic', (_, topic, context) => {
    const [key] = targetsOf(context, topic, 'kms_master_key_id', 'aws_kms_key');
    const policy = key === undefined ? undefined : policyAt(context.inventory, key, 'policy');
    const missing = policy === undefined ? [] : refused(policy);
    return missing.length === 0 ? undefined : `the key ${key?.address} must let in ${missing.join(' and ')}`;
  }),
};
