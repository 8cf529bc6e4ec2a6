import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const topicEncryption: Rule = {
  id: 'CKV_AWS_26',
  family: 'security',
  severity: 'medium',
  title: 'Topics are encrypted under our key',
  what: '`kms_master_key_id` of every `aws_sns_topic` is given, and not the key of AWS.',
  why: 'CloudWatch and EventBridge cannot write to a topic under alias/aws/sns, so its alarms never arrive.',
  remedy: 'Use SnsAlarmTopic.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
  check: each('aws_sns_topic', (topic) =>
    topic.text('kms_master_key_id') === 'alias/aws/sns'
      ? 'kms_master_key_id must be a key of ours, got "alias/aws/sns"'
      : mustHave(topic, 'kms_master_key_id', 'a key of ours'),
  ),
};
