import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const hostHopLimit: Rule = {
  id: 'CKV_AWS_341',
  family: 'security',
  severity: 'medium',
  title: 'Metadata answers stay on the host',
  what: '`metadata_options.http_put_response_hop_limit` of every `aws_instance` and `aws_launch_template` is at most 1.',
  why: "With two hops, every container on the host gets the host's credentials.",
  remedy: 'Leave it at 1, and give pods an identity of their own.',
  source:
    'https://docs.aws.amazon.com/whitepapers/latest/security-practices-multi-tenant-saas-applications-eks/restrict-the-use-of-host-networking-and-block-access-to-instance-metadata-service.html',
  check: each(['aws_instance', 'aws_launch_template'], (host) => {
    const hops = host.block('metadata_options').number('http_put_response_hop_limit') ?? 1;
    return hops > 1 ? `metadata_options.http_put_response_hop_limit must be 1, got ${hops}` : undefined;
  }),
};
