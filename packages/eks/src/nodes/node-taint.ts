/** Keeps pods off a node that do not tolerate it. */
export interface NodeTaint {
  /** As in `smile/role`. */
  readonly key: string;
  readonly value: string;
  /** @default 'NoSchedule' */
  readonly effect?: TaintEffect;
}

/** As Kubernetes writes it. */
type TaintEffect = 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule';

/** As EKS writes it. */
const EKS_EFFECTS = {
  NoSchedule: 'NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
} as const satisfies Record<TaintEffect, string>;

/** Labels of nodes, by key. */
export type NodeLabels = Readonly<Record<string, string>>;

/** A taint as a node group has it. */
export function eksTaint({ key, value, effect }: NodeTaint): { key: string; value: string; effect: string } {
  return { key, value, effect: EKS_EFFECTS[effect ?? 'NoSchedule'] };
}

/** Prefixes that Kubernetes and EKS keep for themselves: a kubelet may not give its node such a label. */
const RESERVED = /^(?!node\.kubernetes\.io\/)([a-z0-9.-]+\.)?(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)\//;

/** What is wrong with labels: sentences, or nothing. */
export function labelProblems(labels: NodeLabels): string[] {
  return Object.keys(labels)
    .filter((key) => RESERVED.test(key))
    .map((key) => `label ${key} is Kubernetes' or EKS's own, and nodes with it do not join; use a prefix of ours`);
}
