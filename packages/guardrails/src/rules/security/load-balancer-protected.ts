import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const loadBalancerProtected: Rule = {
  id: 'CKV_AWS_150',
  family: 'security',
  severity: 'medium',
  title: 'AWS refuses to delete a load balancer',
  what: '`enable_deletion_protection` of every `aws_lb` is true, unless its tags say why it may be deleted.',
  why: 'A new one gets a new name, and everybody outside waits for DNS.',
  remedy: 'Keep deletion protected, or give the reason that both keys ask for.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
  check: each('aws_lb', (lb, { tagsAll }) =>
    'deletion-allowed-because' in tagsAll ? undefined : mustBe(lb, 'enable_deletion_protection', true),
  ),
};
