import type { PodDemand } from './pod-demand.ts';

/**
 * What the EKS add-ons of every cluster request, as their charts have it:
 * https://github.com/aws/eks-charts (aws-vpc-cni), https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/charts,
 * https://github.com/coredns/helm (EKS sets 100m and 70Mi), kube-proxy's manifest (100m).
 */
export const EKS_PODS: readonly PodDemand[] = [
  { name: 'aws-node', on: 'every-node', cpu: '50m' },
  { name: 'kube-proxy', on: 'every-node', cpu: '100m' },
  { name: 'eks-pod-identity-agent', on: 'every-node' },
  // Three containers of 10m and 40Mi.
  { name: 'ebs-csi-node', on: 'every-node', cpu: '30m', memory: '120Mi' },
  // Six containers of 10m and 40Mi.
  { name: 'ebs-csi-controller', on: 'platform', copies: 2, cpu: '60m', memory: '240Mi' },
  { name: 'coredns', on: 'platform', copies: 2, mostCopies: 10, cpu: '100m', memory: '70Mi' },
  { name: 'snapshot-controller', on: 'platform', copies: 2 },
];

/** GuardDuty's agent, which it installs itself where runtime monitoring is on. https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-agent-resource-utilization.html */
export const GUARDDUTY_AGENT: PodDemand = {
  name: 'aws-guardduty-agent',
  on: 'every-node',
  cpu: '200m',
  memory: '256Mi',
};
