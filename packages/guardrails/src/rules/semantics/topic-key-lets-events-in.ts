import { each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import { policyOf } from '../../reading/policy.ts';
import type { Rule } from '../../rule.ts';

export const topicKeyLetsEventsIn: Rule = {
  id: 'SMILE_TOPIC_KEY',
  family: 'semantics',
  severity: 'high',
  title: 'Those who write to an encrypted topic may use its key',
  what: 'The key of an `aws_sns_topic` that alarms or event rules write to lets in `cloudwatch.amazonaws.com` and `events.amazonaws.com`.',
  why: 'Otherwise nothing fails, and no alarm ever arrives.',
  remedy: 'Use SnsAlarmTopic.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
  check: each('aws_sns_topic', (_, topic, context) => {
    const [key] = targetsOf(context, topic, 'kms_master_key_id', 'aws_kms_key');
    const statements = key === undefined ? undefined : policyOf(context, key);
    if (statements === undefined) return undefined;
    const services = statements.flatMap(({ principals }) => principals.flatMap(({ ids }) => ids));
    const missing = ['cloudwatch.amazonaws.com', 'events.amazonaws.com'].filter(
      (service) => !services.includes(service),
    );
    return missing.length === 0 ? undefined : `the key ${key?.address} must let in ${missing.join(' and ')}`;
  }),
};
