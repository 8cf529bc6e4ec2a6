import type { Resource } from '@smile/inventory';
import type { RuleContext } from '../rule.ts';
import { targetsOf } from './links.ts';

/**
 * Whether a load balancer passes connections on without reading them, or a listener or target group belongs to such a one. What is
 * asked of those that speak HTTP makes no sense for it: it has no headers, no web ACL and, on TCP, no access log.
 */
export function isOfNetworkBalancer(resource: Resource, context: RuleContext): boolean {
  if (resource.type === 'aws_lb') return resource.values.load_balancer_type === 'network';
  if (resource.type === 'aws_lb_listener') {
    return targetsOf(context, resource, 'load_balancer_arn', 'aws_lb').some((one) => isOfNetworkBalancer(one, context));
  }
  return context
    .resources('aws_lb_listener')
    .filter((listener) => targetsOf(context, listener, 'default_action', 'aws_lb_target_group').includes(resource))
    .some((listener) => isOfNetworkBalancer(listener, context));
}
