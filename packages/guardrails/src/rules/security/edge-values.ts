import { EDGE_VALUES } from '../../data/values/edge.ts';
import { NETWORK_BALANCER_VALUES } from '../../data/values/network-balancers.ts';
import { allOf } from '../../reading/checks.ts';
import { isOfNetworkBalancer } from '../../reading/network-balancers.ts';
import { type Meant, requiredValues } from '../../reading/required-values.ts';
import type { Rule } from '../../rule.ts';

const BALANCER_TYPES = ['aws_lb', 'aws_lb_listener', 'aws_lb_target_group'];

const isNetwork: Meant = (place, context) => BALANCER_TYPES.includes(place.type) && isOfNetworkBalancer(place, context);

export const edgeValues: Rule = {
  id: 'SMILE_EDGE_VALUES',
  family: 'security',
  severity: 'high',
  title: 'Arguments of the edge let nothing past inspection, in clear or to what is dead',
  what: 'Each argument of load balancers, listeners, target groups, certificates, health checks, records and web ACLs that the table names.',
  why: 'One word lets requests past the web ACL, in clear, or to what is dead, and Terraform takes it.',
  remedy:
    'Give the value that the message names. If another one is right, change the row, with its reason and its page.',
  source: 'packages/guardrails/src/data/values/edge.ts and network-balancers.ts, with a page for each type',
  check: allOf(
    requiredValues(EDGE_VALUES, (place, context) => !isNetwork(place, context)),
    requiredValues(NETWORK_BALANCER_VALUES, isNetwork),
  ),
};
