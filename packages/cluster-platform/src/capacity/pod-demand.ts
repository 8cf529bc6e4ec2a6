import type { Component } from '@smile/core';

/** Pods of one kind, as far as room for them is concerned. */
export interface PodDemand {
  /** What they are, as in `loki`. */
  readonly name: string;
  /** On whose nodes they run; `every-node` is a pod on each node of the cluster. */
  readonly on: Component | 'every-node';
  /** How many there are when the cluster starts. @default 1 */
  readonly copies?: number;
  /** How many autoscaling makes of them at the most. @default - as many as at the start */
  readonly mostCopies?: number;
  /** What all containers of one pod request together. @default - no CPU, as some charts have it */
  readonly cpu?: string;
  /** @default - no memory */
  readonly memory?: string;
  /** Whether Istio adds a proxy to each, with requests of its own. @default false */
  readonly sidecar?: boolean;
}

/** Requests of a sidecar; istiod injects them. */
export const SIDECAR = { cpu: '100m', memory: '128Mi' } as const;
