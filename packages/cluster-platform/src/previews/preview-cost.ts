import { clusterOfApplications, regionFacts } from '@smile/core';
import { nodeCapacity } from '@smile/eks';
import { cpuMillis, mebibytes } from '../capacity/quantity.ts';
import type { PreviewGround } from './preview.ts';

/**
 * What a slot costs a day while somebody has it, in USD on demand: its share of what pods can have of a node of previews, by CPU or by memory,
 * whichever is more. Undefined where the price of the node is not known. Traffic and logs come on top.
 */
export function previewUsdPerDay({ environment, values }: PreviewGround): number | undefined {
  if (environment.clusters === undefined) return undefined;
  const { components, groups } = clusterOfApplications(environment.clusters);
  const group = groups[components.previews ?? ''];
  if (group === undefined) return undefined;
  const price = regionFacts(environment.region).ec2Prices?.byType[group.instanceType]?.usdPerHour;
  const node = nodeCapacity(group.instanceType, group.podsPerNode);
  if (price === undefined || node === undefined) return undefined;
  const share = Math.max(
    cpuMillis(values.slot.cpu) / node.cpuMillis,
    mebibytes(values.slot.memory) / node.memoryMebibytes,
  );
  return Math.round(share * price * 24 * 100) / 100;
}
