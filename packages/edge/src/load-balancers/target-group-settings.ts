import { createHash } from 'node:crypto';
import { NAME_LIMITS, physicalName } from '@smile/core';
import type { IConstruct } from 'constructs';

/** Enough for two groups of one balancer, and room in the 32 characters that a name may have. */
const HASH_LENGTH = 6;

/**
 * Name of a target group, which ends with a hash of what AWS cannot change: a second group can stand beside the one that it takes over from.
 *
 * @param fixed port, protocol and the like. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroup.html
 */
export function targetGroupName(construct: IConstruct, name: string, fixed: object): string {
  const hash = createHash('sha256').update(JSON.stringify(fixed)).digest('hex').slice(0, HASH_LENGTH);
  return physicalName(construct, { ...NAME_LIMITS.targetGroup, name: `${name}-${hash}` });
}

/** A target that is lost is left out after twenty seconds, and one that is well comes back after as many. */
export const HEALTH_CHECK_PACE = { interval: 10, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 2 } as const;
