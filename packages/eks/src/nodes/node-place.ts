import { architectureOf } from './instance-hardware.ts';
import type { NodeLabels, NodeTaint } from './node-taint.ts';

/** Nodes on which the pods of a component run: how the pods find them, and what the pods can count on there. */
export interface NodePlace {
  /** Group's name in the environment's values, as in `app`. */
  readonly group: string;
  /** What pods select. */
  readonly labels: NodeLabels;
  /** What pods tolerate. @default - nothing; the group is open to every pod */
  readonly taint?: NodeTaint;
  /** Processors of the nodes, as images name them. */
  readonly architectures: readonly ImageArchitecture[];
}

/** Processor architecture as container images name it. https://github.com/opencontainers/image-spec/blob/main/config.md */
export type ImageArchitecture = 'amd64' | 'arm64';

const OF_IMAGES = { x86_64: 'amd64', arm64: 'arm64' } as const;

/** Architectures of instance types, each once. */
export function architecturesOf(instanceTypes: readonly string[]): readonly ImageArchitecture[] {
  return [...new Set(instanceTypes.map((type) => OF_IMAGES[architectureOf(type)]))];
}
