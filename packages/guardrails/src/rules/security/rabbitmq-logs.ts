import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const rabbitmqLogs: Rule = {
  id: 'CKV_AWS_48',
  family: 'security',
  severity: 'medium',
  title: 'RabbitMQ writes its log to CloudWatch',
  what: '`logs.general` of every `aws_mq_broker` is true.',
  why: 'Nothing else tells why a broker refused a client or lost a node.',
  remedy: 'Use RabbitMqBroker.',
  source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/configure-logging-monitoring-rabbitmq.html',
  check: each('aws_mq_broker', (broker) =>
    mustBe(broker.block('logs'), 'general', true)?.replace('general', 'logs.general'),
  ),
};
