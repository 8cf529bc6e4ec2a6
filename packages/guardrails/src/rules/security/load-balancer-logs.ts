import { each, mustBe } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import { isOfNetworkBalancer } from '../../reading/network-balancers.ts';
import type { Rule } from '../../rule.ts';

export const loadBalancerLogs: Rule = {
  id: 'CKV_AWS_91',
  family: 'security',
  severity: 'medium',
  title: 'Load balancers write down every request',
  what: '`access_logs` of every `aws_lb` is enabled, but for network load balancers without a TLS listener, of which there are none.',
  why: 'After an attack nobody can say who asked for what.',
  remedy: 'Pass the bucket of LoadBalancerLogBucket.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
  check: each('aws_lb', (lb, resource, context) => {
    const listeners = companionsOf(context, resource, 'aws_lb_listener', 'load_balancer_arn');
    const isSilent =
      isOfNetworkBalancer(resource, context) && listeners.every(({ values }) => values.protocol !== 'TLS');
    return isSilent
      ? undefined
      : mustBe(lb.block('access_logs'), 'enabled', true)?.replace('enabled', 'access_logs.enabled');
  }),
};
