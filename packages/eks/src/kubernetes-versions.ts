/** Kubernetes versions that a cluster may have. */
export const KUBERNETES_VERSIONS = ['1.34', '1.35', '1.36'] as const;

/** As in `1.35`. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];
