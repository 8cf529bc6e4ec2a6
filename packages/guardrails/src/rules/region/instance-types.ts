import { findRegionFacts, instanceTypeProblems, zonesSelling } from '@smile/core';
import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** Ids of the zones of the subnets that a host may be in. */
function zonesOf(context: RuleContext, resource: Resource): readonly string[] {
  const subnets = ['subnet_id', 'subnet_ids'].flatMap((name) => targetsOf(context, resource, name, 'aws_subnet'));
  return [...new Set(subnets.flatMap((subnet) => Block.of(subnet).text('availability_zone_id') ?? []))];
}

export const instanceTypes: Rule = {
  id: 'SMILE_REGION_INSTANCE_TYPES',
  family: 'region',
  severity: 'high',
  title: 'Instance types are sold in the zone they are asked for in',
  what: 'Every type of an `aws_instance`, `aws_launch_template` or `aws_eks_node_group` is sold in the region, and in the zone of every subnet that is named.',
  why: 'Plan accepts any type. EC2 refuses it; a node group tries for half an hour and fails. Some types are sold in some zones of a region only.',
  remedy: 'Choose one of the zones or types that the message names.',
  source: 'ec2-offerings.json of the region in packages/core/data',
  check: each(['aws_instance', 'aws_launch_template', 'aws_eks_node_group'], (host, resource, context) => {
    const types = [...host.texts('instance_type'), ...host.texts('instance_types')];
    const { region } = resource;
    if (region === undefined || findRegionFacts(region) === undefined) return undefined;
    const zones = zonesOf(context, resource);
    return types.flatMap((type) => {
      const places = zones.length > 0 ? zones : zonesSelling(region, type).slice(0, 1);
      const asked = places.length > 0 ? places : [region];
      return [...new Set(asked.flatMap((zone) => instanceTypeProblems(region, type, zone)))];
    });
  }),
};
