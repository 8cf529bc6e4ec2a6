import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const neededArguments: Rule = {
  id: 'SMILE_NEEDED_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'What a service needs beside an argument is there, and names are those that it knows',
  what: 'A security-group rule for TCP or UDP has both ports, a VPC endpoint its service, a rule of a web ACL exactly one statement, a lifecycle rule of S3 something to do; parameters of MySQL and Redis have names that the engine has, and a pull-through cache a registry that ECR caches.',
  why: 'The schema of the provider calls these optional or free, so that only AWS refuses them, in the middle of an apply.',
  remedy: 'Give what the message names.',
  source: 'the page of each rule of packages/rehearsal/src/rules',
  check: argumentRules(
    'rule-needs-ports',
    'endpoint-needs-service',
    'waf-one-statement',
    's3-lifecycle-action',
    'ecr-cache-upstream',
    'parameter-names-db-parameter-group',
    'parameter-names-elasticache-parameter-group',
  ),
};
