import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const loadBalancerSubnets: Rule = {
  id: 'SMILE_LOAD_BALANCER_SUBNETS',
  family: 'semantics',
  severity: 'high',
  title: 'A load balancer has subnets in two zones',
  what: '`subnets` of every application `aws_lb` has at least two.',
  why: 'Plan accepts one subnet, Elastic Load Balancing refuses it.',
  remedy: 'Pass the public subnets of the VPC.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
  check: each('aws_lb', (lb) => {
    const count = lb.count('subnets') ?? 2;
    const isApplication = (lb.text('load_balancer_type') ?? 'application') === 'application';
    return isApplication && count + lb.blocks('subnet_mapping').length < 2
      ? `subnets must be in at least two zones, got ${count}`
      : undefined;
  }),
};
