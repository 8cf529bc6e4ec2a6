import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const clusterSubnets: Rule = {
  id: 'SMILE_CLUSTER_SUBNETS',
  family: 'semantics',
  severity: 'high',
  title: 'A cluster has subnets in two zones',
  what: '`vpc_config.subnet_ids` of every `aws_eks_cluster` has at least two subnets, in different zones where these are known.',
  why: 'Plan accepts one subnet, EKS refuses it.',
  remedy: 'Pass the subnets of the EKS tier.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  check: allOf(
    argumentRules('eks-cluster-subnets'),
    each('aws_eks_cluster', (_, cluster, context) => {
      const zones = targetsOf(context, cluster, 'vpc_config', 'aws_subnet').map(
        ({ values }) => values.availability_zone_id,
      );
      return zones.length >= 2 && new Set(zones).size < 2
        ? `subnet_ids must be in two zones, got ${zones.join(', ')}`
        : undefined;
    }),
  ),
};
