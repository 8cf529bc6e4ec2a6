import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const prefixList: Rule = {
  id: 'SMILE_PREFIX_LIST',
  family: 'semantics',
  severity: 'high',
  title: 'A prefix list has room for its entries, all of one family',
  what: '`max_entries` of every `aws_ec2_managed_prefix_list` is at least the number of entries, and each `cidr` is of `address_family`.',
  why: 'Plan accepts more, EC2 refuses the list; every room counts against the rules of a security group.',
  remedy: 'Use the prefix lists of @smile/edge.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html',
  check: argumentRules('prefix-list-room', 'prefix-list-family'),
};
