import { knownRegions, type RegionFacts, regionFacts } from '@smile/core';

/**
 * The facts of a region, where there are some. A plan or an override may name any region, or none; that it is the wrong one is what REG-1
 * says, and no other check may end because of it.
 */
export function factsOf(region: string | undefined): RegionFacts | undefined {
  return region !== undefined && knownRegions().includes(region) ? regionFacts(region) : undefined;
}
