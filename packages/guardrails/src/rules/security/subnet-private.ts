import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const subnetPrivate: Rule = {
  id: 'CKV_AWS_130',
  family: 'security',
  severity: 'high',
  title: 'Subnets give out no public addresses',
  what: '`map_public_ip_on_launch` of every `aws_subnet` is not true.',
  why: 'Every host started there, by whomever, would be on the internet.',
  remedy: 'Use Vpc; load balancers and NAT gateways bring their own addresses.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html',
  check: each('aws_subnet', (subnet) => mustBe(subnet, 'map_public_ip_on_launch', false)),
};
