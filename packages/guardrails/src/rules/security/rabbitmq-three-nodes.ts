import { each, mustBeOneOf } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const rabbitmqThreeNodes: Rule = {
  id: 'SMILE_RABBITMQ_CLUSTER',
  family: 'security',
  severity: 'high',
  title: 'RabbitMQ survives the loss of a zone',
  what: '`deployment_mode` of every `aws_mq_broker` is `CLUSTER_MULTI_AZ`.',
  why: 'A single node loses its zone, and with it every message that waits.',
  remedy:
    'Set nodes of rabbitmq to cluster in the environment, or let RabbitMqBroker waive it where an outage is acceptable.',
  source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-broker-architecture.html',
  check: each('aws_mq_broker', (broker) =>
    mustBeOneOf(broker, 'deployment_mode', ['CLUSTER_MULTI_AZ'], 'SINGLE_INSTANCE'),
  ),
};
