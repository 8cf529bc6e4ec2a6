import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const noDefaultVpc: Rule = {
  id: 'CKV_AWS_148',
  family: 'security',
  severity: 'medium',
  title: 'The default VPC is unused',
  what: 'No `aws_default_vpc` or `aws_default_subnet` exists.',
  why: 'Its subnets give out public addresses.',
  remedy: 'Use Vpc.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html',
  check: each(['aws_default_vpc', 'aws_default_subnet'], (_, { type }) => `${type} must not exist; use a VPC of ours`),
};
