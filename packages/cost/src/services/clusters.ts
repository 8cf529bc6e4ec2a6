import { supportStatus } from '@smile/core';
import { HOURS_PER_MONTH, type Pricer } from '../charge.ts';
import { blocks, literal } from '../read-values.ts';

/**
 * Control planes of EKS. A cluster that does not choose STANDARD support falls into extended support, at six times the price;
 * one that does is upgraded by AWS instead. https://docs.aws.amazon.com/eks/latest/userguide/view-upgrade-policy.html
 */
export const clusters: Pricer = {
  types: ['aws_eks_cluster'],
  charges: ({ values }, { prices, on }) => {
    const [policy] = blocks(values, 'upgrade_policy');
    const isStandard = policy !== undefined && literal(policy, 'support_type') === 'STANDARD';
    const version = literal(values, 'version');
    const isExtended = !isStandard && version !== undefined && supportStatus('eks', version, on).state === 'extended';
    const what = isExtended ? `clusters in extended support of ${version}` : 'clusters';
    const price = prices.find(isExtended ? 'eks/cluster-extended-support' : 'eks/cluster');
    return [{ service: 'EKS', what, quantity: HOURS_PER_MONTH, price }];
  },
};
