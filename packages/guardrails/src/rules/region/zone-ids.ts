import { findRegionFacts } from '@smile/core';
import { allOf, each, inCode } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const zoneIds: Rule = {
  id: 'SMILE_REGION_ZONE_IDS',
  family: 'region',
  severity: 'high',
  title: 'Zones are named by id, and exist',
  what: 'Every `aws_subnet` has an `availability_zone_id` that the region has; no resource names a zone by a literal name.',
  why: 'The same zone name is another building in every account, so what is sold or reachable there differs.',
  remedy: 'Name zone ids of the region in the environment.',
  source: 'docs/adr/0004-zone-ids.md',
  check: allOf(
    each('aws_subnet', (subnet, { region }) => {
      const zone = subnet.text('availability_zone_id');
      const zones = findRegionFacts(region)?.zones;
      if (zones === undefined || subnet.isUnknown('availability_zone_id')) return undefined;
      return zone !== undefined && zones.includes(zone)
        ? undefined
        : `availability_zone_id must be one of ${zones.join(', ')}, got ${zone ?? 'nothing'}`;
    }),
    inCode(
      each('aws_*', (block) => {
        const name = block.text('availability_zone');
        return name === undefined ? undefined : `availability_zone must follow from a subnet, got the name ${name}`;
      }),
    ),
  ),
};
