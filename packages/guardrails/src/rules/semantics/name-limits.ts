import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const nameLimits: Rule = {
  id: 'SMILE_NAME_LIMITS',
  family: 'semantics',
  severity: 'high',
  title: 'Names are as long as AWS lets them be',
  what: 'Names and prefixes of load balancers, roles, policies, clusters, node groups, templates, caches, databases, brokers, trails and security groups.',
  why: 'Many are refused only at apply, after what they belong to was created.',
  remedy: 'Take the name from physicalName.',
  source: 'docs of @smile/core, NAME_LIMITS',
  check: argumentRules(
    'load-balancer-name',
    'load-balancer-name-prefix',
    'iam-role-name',
    'iam-role-name-prefix',
    'iam-policy-name',
    'node-group-name',
    'node-group-name-prefix',
    'eks-cluster-name',
    'launch-template-name-prefix',
    'replication-group-id',
    'db-identifier',
    'mq-broker-name',
    'trail-name',
    'security-group-name',
    'security-group-name-prefix',
  ),
};
