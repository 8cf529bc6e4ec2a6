import type { Rule } from '../rule.ts';
import { databaseClasses } from './region/database-classes.ts';
import { deliberateRegion } from './region/deliberate-region.ts';
import { endpointServices } from './region/endpoint-services.ts';
import { instanceTypes } from './region/instance-types.ts';
import { policyRegions } from './region/policy-regions.ts';
import { services } from './region/services.ts';
import { stsTokens } from './region/sts-tokens.ts';
import { zoneIds } from './region/zone-ids.ts';

/** Rules of the family `region`. */
export const REGION_RULES: readonly Rule[] = [
  databaseClasses,
  deliberateRegion,
  endpointServices,
  instanceTypes,
  policyRegions,
  services,
  stsTokens,
  zoneIds,
];
