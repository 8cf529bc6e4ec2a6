import { findRegionFacts } from '@smile/core';
import type { Resource } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { groupsFor } from './clusters.ts';

/** What the owner's document asks of a group of nodes. */
interface Nodes {
  /** Role that the nodes are labelled with. */
  readonly role: string;
  /** Any one of these instance types. */
  readonly types: readonly string[];
  readonly count: number;
  /** Most nodes that the group may grow to. @default - as many as are asked for */
  readonly limit?: number;
  /** Gigabytes of the system disk. @default - none is asked for */
  readonly disk?: number;
}

/** Nodes that scale: one group, or one in each zone, whose numbers make up what is asked for together. */
export function scales(nodes: Nodes): (one: EnvironmentExamination) => void {
  return (one) => {
    const groups = groupsFor(one, inDev(one, nodes.role));
    const [first] = groups;
    if (first === undefined) return one.lacks(`expected node group ${nodes.role}, found none`);
    areInZonesOfTheirOwn(one, groups);
    if (!one.isQuantified) {
      for (const group of groups) isOfOwnSize(one, group);
      return;
    }
    for (const group of groups) {
      one.oneOf(group, 'instance_types', nodes.types);
      if (nodes.disk !== undefined) hasDisk(one, group, nodes.disk);
    }
    const total = (size: string) => groups.reduce((sum, group) => sum + numberAt(one, group, size), 0);
    const [min, max] = [total('min_size'), total('max_size')];
    one.holds(first, `room for ${nodes.count} nodes`, `${min} to ${max}`, min <= nodes.count && max >= nodes.count);
    if (groups.every((group) => isStart(one, group))) {
      const start = total('desired_size');
      one.holds(first, `${nodes.count} nodes at the start`, `${start}`, start === nodes.count);
    }
    if (nodes.limit !== undefined) {
      one.holds(first, `at most ${nodes.limit} nodes`, `${max}`, max === nodes.limit);
    }
  };
}

/** A second group of one role is the share of another zone; two in one zone would be two answers to one question. */
function areInZonesOfTheirOwn(one: EnvironmentExamination, groups: readonly Resource[]): void {
  const [first] = groups;
  if (first === undefined || groups.length === 1) return;
  const zones = groups.map((group) => zonesOf(one, group));
  const distinct = new Set(zones.map(([zone]) => zone));
  const isApart = zones.every(({ length }) => length === 1) && distinct.size === groups.length;
  one.holds(first, 'one group in each zone', zones.map((places) => places.join('+')).join(', '), isApart);
}

/** Groups of nodes with data on their own disks: a fixed number, spread over zones. */
export function keepsData(nodes: Nodes & { readonly terabytes?: number; readonly onePerZone?: boolean }) {
  return (one: EnvironmentExamination): void => {
    const groups = groupsFor(one, inDev(one, nodes.role));
    one.some(`node groups for ${nodes.role}`, groups);
    for (const group of groups) {
      if (one.isQuantified) isOfTypeInZone(one, group, nodes);
      else isOfOwnSize(one, group);
    }
    if (nodes.onePerZone === true && one.environment.stage !== 'dev') survivesAZone(one, nodes.role, groups);
    if (!one.isQuantified) return;
    const total = groups.reduce((sum, group) => sum + numberAt(one, group, 'desired_size'), 0);
    const site = groups[0] ?? { stack: one.environment.id, address: `node groups for ${nodes.role}` };
    one.holds(site, `${nodes.count} nodes in all groups`, `${total}`, total === nodes.count);
    for (const group of groups) {
      const isFixed = numberAt(one, group, 'min_size') === numberAt(one, group, 'max_size');
      one.holds(group, 'a fixed number, since a node that goes takes its data along', sizesOf(one, group), isFixed);
    }
  };
}

/** In dev one group runs the whole data platform, on volumes instead of local disks. */
function inDev(one: EnvironmentExamination, role: string): string {
  const isShared = one.environment.stage === 'dev' && ['clickhouse', 'kafka', 'zookeeper', 'olap'].includes(role);
  return isShared ? 'data' : role;
}

function isOfOwnSize(one: EnvironmentExamination, group: Resource): void {
  one.present(group, 'instance_types', "an instance type, of the environment's own size");
  one.atLeast(group, 'scaling_config.max_size', 1);
}

/** The type that is asked for where the zone sells it, and the agreed substitute where it does not. */
const SUBSTITUTE = 'i3en.2xlarge';

/**
 * Terabytes of local disk: four of 13.98 TB, two of 2.5 TB.
 * https://aws.amazon.com/ec2/instance-types/d3/ and https://aws.amazon.com/ec2/instance-types/i3en/
 */
const LOCAL_TERABYTES: Readonly<Record<string, number>> = { 'd3en.2xlarge': 55.9, 'i3en.2xlarge': 5 };

function isOfTypeInZone(
  one: EnvironmentExamination,
  group: Resource,
  { types, terabytes }: { readonly types: readonly string[]; readonly terabytes?: number },
): void {
  const [zone] = zonesOf(one, group);
  const [wanted = ''] = types;
  const facts = findRegionFacts(group.region);
  const isSold =
    zone === undefined || facts === undefined || (facts.ec2Offerings.zonesByType[wanted] ?? []).includes(zone);
  one.oneOf(group, 'instance_types', isSold ? types : [SUBSTITUTE]);
  if (terabytes === undefined) return;
  const type = String(firstOf(one.literal(group, 'instance_types')));
  const found = LOCAL_TERABYTES[type];
  one.holds(group, `${terabytes} TB of local disk`, `${found ?? 'unknown'} TB`, (found ?? 0) >= terabytes);
}

function survivesAZone(one: EnvironmentExamination, role: string, groups: readonly Resource[]): void {
  const zones = groups.map((group) => zonesOf(one, group));
  const distinct = new Set(zones.map(([zone]) => zone));
  const isOnePerZone =
    zones.every(({ length }) => length === 1) && distinct.size === groups.length && groups.length > 1;
  const site = groups[0] ?? { stack: one.environment.id, address: `node groups for ${role}` };
  const found = zones
    .map((places) => places.join('+'))
    .sort()
    .join(', ');
  one.holds(site, 'one group in each of several zones', found === '' ? 'none' : found, isOnePerZone);
}

/** Ids of the zones that a group's nodes may be in. */
function zonesOf(one: EnvironmentExamination, group: Resource): readonly string[] {
  const subnets = one.inventory.referencesAt(group, 'subnet_ids');
  return [...new Set(subnets.map(({ values }) => String(values.availability_zone_id)))].sort();
}

function hasDisk(one: EnvironmentExamination, group: Resource, gigabytes: number): void {
  const [template] = one.pointsAt(group, 'launch_template', 'aws_launch_template');
  if (template === undefined) one.lacks(`expected a launch template of ${group.address}, found none`);
  else one.equal(template, 'block_device_mappings.ebs.volume_size', gigabytes);
}

/** Whether the number of nodes is what the group starts with; later the autoscaler decides, within the limits. */
function isStart(one: EnvironmentExamination, { change }: Resource): boolean {
  return change === undefined ? one.inventory.source === 'synth' : change.action === 'create';
}

function sizesOf(one: EnvironmentExamination, group: Resource): string {
  const [min, max] = ['min_size', 'max_size'].map((size) => numberAt(one, group, size));
  return `${min} to ${max}`;
}

function numberAt(one: EnvironmentExamination, group: Resource, size: string): number {
  return Number(one.literal(group, `scaling_config.${size}`));
}

function firstOf<T>(value: T | readonly T[]): T | undefined {
  return Array.isArray(value) ? value[0] : (value as T);
}
