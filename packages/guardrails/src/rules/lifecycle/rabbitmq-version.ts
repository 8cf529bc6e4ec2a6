import { judgeSupport } from '../../reading/support.ts';
import type { Rule } from '../../rule.ts';

export const rabbitmqVersion: Rule = {
  id: 'CKV_AWS_208',
  family: 'lifecycle',
  severity: 'high',
  title: 'RabbitMQ is a version that Amazon MQ supports',
  what: '`engine_version` of every `aws_mq_broker` of RabbitMQ; warned 180 days before its support ends, failed 30 days after.',
  why: 'Amazon MQ upgrades by force within 45 days of the end.',
  remedy: 'Upgrade to 3.13, or to 4.2 on mq.m7g.',
  source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-version-management.html',
  check: (context) => judgeSupport(context, 'amazon-mq-rabbitmq'),
};
