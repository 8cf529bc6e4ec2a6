import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const rabbitmqPrivate: Rule = {
  id: 'CKV_AWS_69',
  family: 'security',
  severity: 'high',
  title: 'RabbitMQ has no public address',
  what: '`publicly_accessible` of every `aws_mq_broker` is false.',
  why: 'A public console is one password away from every message. Changing it later replaces the broker.',
  remedy: 'Use RabbitMqBroker; people go through smile connect.',
  source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/using-amazon-mq-securely.html',
  check: each('aws_mq_broker', (broker) => mustBe(broker, 'publicly_accessible', false)),
};
