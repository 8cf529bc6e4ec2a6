import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

/** Tag in which a group says why pods with volumes have no place in it; @smile/eks puts it there. */
const REASON = 'across-zones-because';

export const nodeGroupZones: Rule = {
  id: 'SMILE_NODE_GROUP_ZONES',
  family: 'semantics',
  severity: 'medium',
  title: 'A node group for pods with EBS volumes is in one Availability Zone',
  what: 'Every `aws_eks_node_group` has one subnet, or says in the tag `across-zones-because` why none of its pods has a volume.',
  why: 'A volume never leaves its zone. When the next node comes up in another one, its pod waits until somebody notices.',
  remedy: "Set spread to 'group-per-zone' or to one zone, or give the reason.",
  source: 'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md',
  check: each('aws_eks_node_group', (_, { tags, values }) => {
    const subnets = Array.isArray(values.subnet_ids) ? values.subnet_ids.length : 0;
    if (subnets < 2 || (tags[REASON] ?? '').trim() !== '') return undefined;
    return `subnet_ids must be one subnet, got ${subnets}; or the tag ${REASON} must say why`;
  }),
};
