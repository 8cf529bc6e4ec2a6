/** Add-ons of EKS that our clusters run. Everything else in a cluster is a Helm release of the platform. */
export const ADDON_NAMES = [
  'vpc-cni',
  'kube-proxy',
  'eks-pod-identity-agent',
  'coredns',
  'snapshot-controller',
  'aws-ebs-csi-driver',
] as const;

/** One of {@link ADDON_NAMES}. */
export type AddonName = (typeof ADDON_NAMES)[number];
