import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const rabbitmqVersionAndType: Rule = {
  id: 'SMILE_RABBITMQ_VERSION_TYPE',
  family: 'semantics',
  severity: 'high',
  title: 'RabbitMQ runs on a type that its version takes',
  what: 'An `aws_mq_broker` of RabbitMQ 4 has a `host_instance_type` of mq.m7g.',
  why: 'Plan accepts every pair, Amazon MQ refuses RabbitMQ 4 on anything older.',
  remedy: 'Choose mq.m7g for 4.x, or stay on 3.13.',
  source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rmq-broker-instance-types.html',
  check: argumentRules('mq-rabbitmq-4-type'),
};
