import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const clusterEndpoint: Rule = {
  id: 'CKV_AWS_38',
  family: 'security',
  severity: 'high',
  title: 'The Kubernetes API is not open to the whole internet',
  what: '`vpc_config` of every `aws_eks_cluster` has a private endpoint, and a public one only for listed ranges, never `0.0.0.0/0`.',
  why: 'A flaw in the API server, or a stolen token, would be usable from anywhere.',
  remedy: "List the operators' CIDRs, or switch the public endpoint off.",
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
  includes: ['CKV_AWS_39'],
  check: each('aws_eks_cluster', (cluster) => {
    const network = cluster.block('vpc_config');
    const closed = network.flag('endpoint_public_access', true) === false;
    const ranges = network.has('public_access_cidrs') ? network.texts('public_access_cidrs') : ['0.0.0.0/0'];
    return [
      mustBe(network, 'endpoint_private_access', true),
      !closed && ranges.includes('0.0.0.0/0') ? 'public_access_cidrs must list ranges, got 0.0.0.0/0' : undefined,
    ];
  }),
};
