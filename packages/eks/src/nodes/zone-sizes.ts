import type { NodeGroupSize } from './node-group.ts';

/** Sizes of the groups of several zones, or every reason why there are none. */
export type ZoneSizes =
  | { readonly sizes: readonly NodeGroupSize[]; readonly problems?: undefined }
  | { readonly problems: readonly string[]; readonly sizes?: undefined };

/**
 * Shares the nodes of a group out over a group per zone.
 *
 * Pure. The shares sum up to the whole, differ by one at most, and earlier zones have the more. Every zone keeps a node: the
 * pod of a volume would otherwise wait for the autoscaler, which does not know what a node of an empty group looks like.
 */
export function zoneSizes(total: NodeGroupSize, zones: readonly string[]): ZoneSizes {
  const { min, desired, max } = total;
  if (min < zones.length) {
    return {
      problems: [
        `nodes.min must be at least ${zones.length}, one for each of ${zones.join(', ')}, got min=${min} start=${desired} max=${max}; raise min, or keep the group in one zone`,
      ],
    };
  }
  return {
    sizes: zones.map((_, zone) => ({
      min: zoneShare(min, zone, zones.length),
      desired: zoneShare(desired, zone, zones.length),
      max: zoneShare(max, zone, zones.length),
    })),
  };
}

/** How many of a group's nodes the zone at an index has. */
export function zoneShare(nodes: number, zone: number, zoneCount: number): number {
  return Math.floor(nodes / zoneCount) + (zone < nodes % zoneCount ? 1 : 0);
}
