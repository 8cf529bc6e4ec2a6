import { argumentRules } from '../../reading/argument-rules.ts';
import type { Block } from '../../reading/block.ts';
import { allOf, each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

function clusterProblem(broker: Block): string | undefined {
  const subnets = broker.count('subnet_ids') ?? 2;
  return broker.text('deployment_mode') === 'CLUSTER_MULTI_AZ' && subnets < 2
    ? `subnet_ids must have at least two subnets for CLUSTER_MULTI_AZ, got ${subnets}`
    : undefined;
}

export const rabbitmqDeployment: Rule = {
  id: 'SMILE_RABBITMQ_DEPLOYMENT',
  family: 'semantics',
  severity: 'high',
  title: 'RabbitMQ is deployed as RabbitMQ can be, in subnets of ours',
  what: 'An `aws_mq_broker` of RabbitMQ is a single instance in one subnet or a cluster in two or three, never active and standby, and names its subnets.',
  why: 'Plan accepts all of it. Amazon MQ refuses the mode and the count, and without subnets takes the default VPC.',
  remedy: 'Use RabbitMqBroker.',
  source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-broker-architecture.html',
  check: allOf(
    argumentRules('mq-rabbitmq-deployment', 'mq-subnets'),
    each('aws_mq_broker', (broker) => mustHave(broker, 'subnet_ids', 'subnets of ours') ?? clusterProblem(broker)),
  ),
};
