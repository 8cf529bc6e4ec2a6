import { isList, isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';
import { matching } from './checks.ts';

/** Values that the conditions of one rule may have together. Source: ELB guide, "Quotas for your Application Load Balancers". */
const MOST_CONDITION_VALUES = 5;

/** What load balancers and the lists of who may call them refuse. */
export const LOAD_BALANCER_RULES: readonly ArgumentRule[] = [
  {
    id: 'listener-trust-store',
    types: ['aws_lb_listener'],
    path: 'mutual_authentication',
    check: (mutual) =>
      blocksOf(mutual).some(({ mode, trust_store_arn: store }) => (mode === 'verify') !== isText(store))
        ? 'must have trust_store_arn with mode "verify", and without it must not'
        : undefined,
    source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_listener',
  },
  {
    id: 'listener-certificate',
    types: ['aws_lb_listener'],
    path: 'protocol',
    check: (protocol, { certificate_arn: certificate }) =>
      protocol === 'HTTPS' && certificate === null ? 'needs certificate_arn with "HTTPS"' : undefined,
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
  },
  {
    id: 'listener-rule-values',
    types: ['aws_lb_listener_rule'],
    path: 'condition',
    check: (_condition, { condition: all }) => {
      const values = blocksOf(all).flatMap((condition) =>
        Object.values(condition)
          .flatMap(blocksOf)
          .flatMap((block) => (isList(block.values) ? [...block.values] : [])),
      );
      return values.length > MOST_CONDITION_VALUES
        ? `must have at most ${MOST_CONDITION_VALUES} values in all conditions together, got ${values.length}`
        : undefined;
    },
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
  },
  {
    id: 'load-balancer-log-prefix',
    types: ['aws_lb'],
    path: 'access_logs.prefix',
    check: matching(/^(?!.*AWSLogs).+[^/]$/, 'a prefix without AWSLogs and without a slash at its end'),
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
  },
  {
    id: 'prefix-list-room',
    types: ['aws_ec2_managed_prefix_list'],
    path: 'max_entries',
    check: (room, { entry }) => {
      const entries = isList(entry) ? entry.length : 0;
      return entries > Number(room) ? `must be at least ${entries}, the number of entries, got ${room}` : undefined;
    },
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html',
  },
  {
    id: 'prefix-list-family',
    types: ['aws_ec2_managed_prefix_list'],
    path: 'entry.cidr',
    check: (cidr, { address_family: family }) =>
      typeof cidr === 'string' && cidr.includes(':') !== (family === 'IPv6')
        ? `must be of the list's family ${family}, got ${JSON.stringify(cidr)}`
        : undefined,
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html',
  },
];

function blocksOf(value: Value | undefined): ObjectValue[] {
  if (isList(value)) return value.flatMap(blocksOf);
  return isObject(value) ? [value] : [];
}

function isText(value: Value | undefined): boolean {
  return typeof value === 'string' && value !== '';
}
