import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const addressRanges: Rule = {
  id: 'SMILE_ADDRESS_RANGES',
  family: 'semantics',
  severity: 'high',
  title: 'Address ranges are ranges that AWS takes',
  what: 'CIDRs of VPCs, subnets, routes and rules are IPv4 ranges without host bits; VPCs and subnets lie between /16 and /28.',
  why: 'Some are refused at plan, some at apply, some silently widened.',
  remedy: 'Leave ranges to the subnet planner; the message says what was meant.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html',
  check: argumentRules('vpc-cidr', 'subnet-cidr', 'rule-cidr', 'inline-rule-cidr', 'route-cidr'),
};
