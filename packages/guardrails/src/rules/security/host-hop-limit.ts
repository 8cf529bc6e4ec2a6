import { each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const hostHopLimit: Rule = {
  id: 'CKV_AWS_341',
  family: 'security',
  severity: 'medium',
  title: 'Metadata answers stay on the host',
  what: '`metadata_options.http_put_response_hop_limit` of every `aws_instance` and `aws_launch_template` is at most 1; templates of nodes say it.',
  why: "With two hops, every container on the host gets the host's credentials.",
  remedy: 'Leave it at 1, and give pods an identity of their own.',
  source:
    'https://docs.aws.amazon.com/whitepapers/latest/security-practices-multi-tenant-saas-applications-eks/restrict-the-use-of-host-networking-and-block-access-to-instance-metadata-service.html',
  check: each(['aws_instance', 'aws_launch_template'], (host, resource, context) => {
    const options = host.block('metadata_options');
    // EKS puts in 2 where the template of its nodes leaves it open.
    const isForNodes = context
      .resources('aws_eks_node_group')
      .some((group) => targetsOf(context, group, 'launch_template', resource.type).includes(resource));
    const hops =
      options.number('http_put_response_hop_limit') ??
      (isForNodes && !options.isUnknown('http_put_response_hop_limit') ? 2 : 1);
    return hops > 1
      ? `metadata_options.http_put_response_hop_limit must be 1, got ${options.show('http_put_response_hop_limit')}`
      : undefined;
  }),
};
