import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const engineArguments: Rule = {
  id: 'SMILE_ENGINE_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'Arguments, parameters and log types are those that the pinned engine version knows',
  what: 'Arguments of `aws_elasticache_replication_group`, `aws_mq_broker`, `aws_eks_cluster` and `aws_eks_node_group`, and names and values of parameters of `aws_db_parameter_group` and `aws_elasticache_parameter_group`, by the table packages/rehearsal/src/rules/engine-support; Performance Insights by class; scan frequency by scan type.',
  why: 'Plan knows every argument that the provider has. The service refuses one that is newer than the engine at apply, and a value in other letters differs at every plan.',
  remedy:
    'Leave the argument out below the version that the message names, and write values as the service lists them.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html',
  check: argumentRules(
    'engine-elasticache-replication-group',
    'engine-elasticache-parameter-group',
    'engine-db-parameter-group',
    'engine-mq-broker',
    'engine-eks-cluster',
    'engine-eks-node-group',
    'parameter-values',
    'db-insights-class',
    'ecr-scan-frequency',
  ),
};
