import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const rabbitmqKey: Rule = {
  id: 'CKV_AWS_209',
  family: 'security',
  severity: 'medium',
  title: 'RabbitMQ is encrypted under our key',
  what: '`encryption_options` of every `aws_mq_broker` name a `kms_key_id`.',
  why: 'A key of AWS can be neither audited nor switched off by us. Changing it later replaces the broker.',
  remedy: 'Use RabbitMqBroker.',
  source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/data-protection.html',
  check: each('aws_mq_broker', (broker) => mustHave(broker.block('encryption_options'), 'kms_key_id', 'a key of ours')),
};
