/**
 * Policies of AWS that an access entry can have, and what they allow inside a cluster.
 *
 * Source: EKS guide, "Review access policy permissions". `aws eks list-access-policies` lists newer ones.
 */
export const ACCESS_POLICIES = {
  /** Everything, everywhere. */
  'cluster-admin': 'AmazonEKSClusterAdminPolicy',
  /** Reads everything, Secrets and roles among it. */
  'admin-view': 'AmazonEKSAdminViewPolicy',
  /** Everything within namespaces, roles among it, but not the namespaces themselves. */
  admin: 'AmazonEKSAdminPolicy',
  /** Changes workloads, and reads and changes Secrets, within namespaces. */
  edit: 'AmazonEKSEditPolicy',
  /** Reads workloads, not Secrets. */
  view: 'AmazonEKSViewPolicy',
} as const;

/** One of {@link ACCESS_POLICIES}. */
export type AccessPolicy = keyof typeof ACCESS_POLICIES;

/** ARN of a policy that an access entry can have. It is AWS's, so it names no account. */
export function accessPolicyArn(policy: AccessPolicy): string {
  return `arn:aws:eks::aws:cluster-access-policy/${ACCESS_POLICIES[policy]}`;
}
