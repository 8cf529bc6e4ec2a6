import { delivered } from '../../reading/deliveries.ts';
import type { Rule } from '../../rule.ts';

export const deliveryKey: Rule = {
  id: 'SMILE_DELIVERY_KEY',
  family: 'semantics',
  severity: 'high',
  title: 'Services may use the key of what they write to',
  what: 'The key policy of every encrypted bucket, topic, queue and log group, evaluated for what the service that writes to it asks of KMS; and that a service which cannot use a key is given a target without one.',
  why: 'The policy of the target admits the service, KMS refuses it, and nothing arrives.',
  remedy:
    'Name the service in the key policy, with conditions on keys that it sends to KMS, or leave the target to SSE-S3.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
  check: delivered('key'),
};
