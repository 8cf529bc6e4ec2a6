import { VOLUMES } from '@smile/cluster-platform';
import {
  type Component,
  type DataDisks,
  type Environment,
  type Gibibytes,
  inGibibytes,
  type LocalDiskGroupValues,
  zonesSelling,
} from '@smile/core';
import { LOCAL_DISK_CLASSES, localVolumes } from '@smile/eks';

/** What one pod of a component claims. */
export interface DiskClaims {
  readonly component: Component;
  readonly disks: DataDisks;
  /** Pods, each on a node of its own. */
  readonly pods: number;
  /** Sizes of what each pod claims. */
  readonly each: readonly Gibibytes[];
}

/** A node group with local disks, as its component needs to know it. */
interface LocalGroup extends LocalDiskGroupValues {
  readonly name: string;
}

/** The group on whose disks a component keeps its data; undefined where its nodes have none. */
export function localGroupOf({ clusters }: Environment, component: Component): LocalGroup | undefined {
  if (clusters === undefined) return undefined;
  const { groups, components } = clusters.layout === 'shared' ? clusters.shared : clusters.data;
  const name = components[component] ?? '';
  const group = groups[name];
  return group?.kind === 'local-disk' ? { ...group, name } : undefined;
}

/**
 * Storage class of a component's claims.
 *
 * @throws Error for disks of nodes that have none, which {@link diskProblems} says in a sentence.
 */
export function storageClassOf(
  environment: Environment,
  { component, disks }: Pick<DiskClaims, 'component' | 'disks'>,
): string {
  if (disks === 'ebs') return VOLUMES;
  const group = localGroupOf(environment, component);
  if (group === undefined) throw new Error(`nodes of ${component} have no local disks`);
  return LOCAL_DISK_CLASSES[group.layout];
}

/** Why claims do not fit onto the disks of their nodes, in sentences. The node with the least decides, in whichever zone it is. */
export function diskProblems(environment: Environment, claims: DiskClaims): string[] {
  const { component, disks, pods, each } = claims;
  if (disks === 'ebs') return [];
  const group = localGroupOf(environment, component);
  if (group === undefined)
    return [
      `${component} keeps its data on disks of nodes, and its node group has none; give it a group of kind local-disk, or set disks to ebs`,
    ];
  const tooMany =
    pods > group.nodes
      ? [
          `${component} has ${pods} pods, each on a node of its own, and group ${group.name} has ${group.nodes} nodes; raise nodes of the group, or have fewer pods`,
        ]
      : [];
  return [...tooMany, ...zonesOf(environment, group).flatMap((zone) => problemsIn(zone, group, component, each))];
}

interface ZoneOfGroup {
  readonly zone: string;
  readonly instanceType: string;
}

/** Zones that the group may use, with the type that it has there. */
function zonesOf(
  { region, network }: Environment,
  { instanceType, typesByZone = {} }: LocalGroup,
): readonly ZoneOfGroup[] {
  return network.availabilityZones
    .map((zone) => ({ zone, instanceType: typesByZone[zone] ?? instanceType }))
    .filter((one) => zonesSelling(region, one.instanceType).includes(one.zone));
}

function problemsIn(
  { zone, instanceType }: ZoneOfGroup,
  { layout, name }: LocalGroup,
  component: Component,
  each: readonly Gibibytes[],
): string[] {
  const { count = 0, gibibytes = 0 } = localVolumes(instanceType, layout) ?? {};
  const where = `a ${instanceType} of group ${name} in ${zone}`;
  if (each.length > count)
    return [
      `${component} claims ${each.length} volumes for each pod, and ${where} has ${count}; claim fewer, or choose a type with more disks`,
    ];
  return each
    .filter((size) => inGibibytes(size) > gibibytes)
    .map(
      (size) =>
        `${component} claims a volume of ${size}, and one on ${where} has ${gibibytes} GiB; claim less, or choose a type with larger disks`,
    );
}
