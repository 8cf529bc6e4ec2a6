import { NETWORK_VALUES } from '../../data/values/network.ts';
import { requiredValues } from '../../reading/required-values.ts';
import type { Rule } from '../../rule.ts';

export const networkValues: Rule = {
  id: 'SMILE_NETWORK_VALUES',
  family: 'security',
  severity: 'high',
  title: 'Arguments of networks keep them private, watched and resolvable',
  what: 'Each argument of VPCs, subnets, endpoints, gateways, flow logs, prefix lists and security groups that the table names.',
  why: 'One word makes a network open, blind or unresolvable, and Terraform takes it.',
  remedy:
    'Give the value that the message names. If another one is right, change the row, with its reason and its page.',
  source: 'packages/guardrails/src/data/values/network.ts, with a page for each type',
  check: requiredValues(NETWORK_VALUES),
};
