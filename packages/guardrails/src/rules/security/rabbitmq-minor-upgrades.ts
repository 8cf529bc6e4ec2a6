import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const rabbitmqMinorUpgrades: Rule = {
  id: 'CKV_AWS_207',
  family: 'security',
  severity: 'medium',
  title: 'RabbitMQ takes patches by itself',
  what: '`auto_minor_version_upgrade` of every `aws_mq_broker` is true.',
  why: 'Amazon MQ patches 3.13 and later itself, and refuses a broker that says otherwise.',
  remedy: 'Use RabbitMqBroker.',
  source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/upgrading-brokers.html',
  check: each('aws_mq_broker', (broker) => mustBe(broker, 'auto_minor_version_upgrade', true)),
};
