import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const loadBalancerLogs: Rule = {
  id: 'CKV_AWS_91',
  family: 'security',
  severity: 'medium',
  title: 'Load balancers write down every request',
  what: '`access_logs` of every `aws_lb` is enabled.',
  why: 'After an attack nobody can say who asked for what.',
  remedy: 'Pass the bucket of LoadBalancerLogBucket.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
  check: each('aws_lb', (lb) =>
    mustBe(lb.block('access_logs'), 'enabled', true)?.replace('enabled', 'access_logs.enabled'),
  ),
};
