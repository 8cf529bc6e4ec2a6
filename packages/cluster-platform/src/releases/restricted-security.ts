/**
 * Security contexts that the `restricted` level of the Pod Security Standards asks for, beside a user that is not root.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const RESTRICTED_POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } as const;

/** A user that no file of an image belongs to, for programs that need none of their own. */
export const NOBODY = 65_534;

export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
} as const;
