import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const queueEncryption: Rule = {
  id: 'CKV_AWS_27',
  family: 'security',
  severity: 'medium',
  title: 'Queues are encrypted',
  what: 'Every `aws_sqs_queue` has `kms_master_key_id` or `sqs_managed_sse_enabled`.',
  why: 'Messages wait in a queue for up to two weeks.',
  remedy: 'Give the queue a key.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html',
  check: each('aws_sqs_queue', (queue) =>
    queue.has('kms_master_key_id') || queue.flag('sqs_managed_sse_enabled', false) !== false
      ? undefined
      : 'kms_master_key_id or sqs_managed_sse_enabled must be given, got neither',
  ),
};
