import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const rabbitmqUser: Rule = {
  id: 'SMILE_RABBITMQ_USER',
  family: 'semantics',
  severity: 'high',
  title: 'The first user of RabbitMQ has a name and a password that Amazon MQ takes',
  what: '`user.username` of an `aws_mq_broker` is not guest; `user.password` has the required form; there is no audit log.',
  why: 'Plan accepts guest; Amazon MQ refuses it, since RabbitMQ keeps that name for itself.',
  remedy: 'Use RabbitMqBroker.',
  source: 'https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers-broker-id-users-username.html',
  check: argumentRules('mq-user-name', 'mq-password', 'mq-rabbitmq-audit'),
};
