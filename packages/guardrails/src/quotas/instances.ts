import { vcpusOf } from '@smile/core';
import type { Resource } from '@smile/inventory';
import { Block } from '../reading/block.ts';
import type { EstateGraph } from './estate-graph.ts';

/** Families that have a quota of their own; every other letter is Standard. The longer names come first. */
const FAMILIES: readonly (readonly [start: string, family: string])[] = [
  ['inf', 'inf'],
  ['trn', 'trn'],
  ['hpc', 'hpc'],
  ['mac', 'mac'],
  ['dl', 'dl'],
  ['vt', 'g'],
  ['u-', 'u'],
  ['g', 'g'],
  ['p', 'p'],
  ['f', 'f'],
  ['x', 'x'],
];

/** Which quota of virtual processors an instance type counts against, as in `standard` or `g`. */
export function familyOf(type: string): string {
  return FAMILIES.find(([start]) => type.startsWith(start))?.[1] ?? 'standard';
}

/** Instances that run at a time by one resource, at its most. */
export interface Instances {
  readonly place: Resource;
  readonly type: string;
  readonly number: number;
  readonly isSpot: boolean;
  /** The launch template that says what disks they have. @default - the resource itself says it */
  readonly template?: Resource;
}

/** EKS makes nodes of this type when nothing says another. */
const DEFAULT_NODE_TYPE = 't3.medium';

const FOUND = new WeakMap<EstateGraph, readonly Instances[]>();

/** Every instance of the estate at its most: hosts, groups of any kind at their largest, and what an update of nodes adds. */
export function instancesOf(graph: EstateGraph): readonly Instances[] {
  const known = FOUND.get(graph);
  if (known !== undefined) return known;
  const found = findInstances(graph);
  FOUND.set(graph, found);
  return found;
}

function findInstances(graph: EstateGraph): readonly Instances[] {
  return [
    ...graph.resources('aws_instance').map((place) => {
      const block = Block.of(place);
      return {
        place,
        type: block.text('instance_type') ?? '',
        number: graph.times(place),
        isSpot: block.has('instance_market_options'),
      };
    }),
    ...graph.resources('aws_eks_node_group').map((place) => nodesOf(graph, place)),
    ...graph.resources('aws_autoscaling_group').map((place) => scaledOf(graph, place)),
  ].filter(({ type, number }) => type !== '' && number > 0);
}

function nodesOf(graph: EstateGraph, place: Resource): Instances {
  const group = Block.of(place);
  const template = graph.inventory.referencesAt(place, 'launch_template').find(isTemplate);
  const types = group.texts('instance_types');
  const written = template === undefined ? undefined : Block.of(template).text('instance_type');
  const type = types.toSorted((one, other) => vcpusOf(other) - vcpusOf(one))[0] ?? written ?? DEFAULT_NODE_TYPE;
  const most = group.block('scaling_config').number('max_size') ?? 0;
  const number = most === 0 ? 0 : (most + surgeOf(group, most)) * graph.times(place);
  return { place, type, number, isSpot: group.text('capacity_type') === 'SPOT', template };
}

/**
 * Nodes that an update of a managed group adds: the larger of twice its zones and of those that it may take away at a time.
 * With the strategy MINIMAL it takes away first.
 * https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
 */
function surgeOf(group: Block, most: number): number {
  const update = group.block('update_config');
  if (update.text('update_strategy') === 'MINIMAL') return 0;
  const share = update.number('max_unavailable_percentage');
  const unavailable = update.number('max_unavailable') ?? (share === undefined ? 1 : Math.ceil((most * share) / 100));
  return Math.max(2 * (group.count('subnet_ids') ?? 1), unavailable);
}

function scaledOf(graph: EstateGraph, place: Resource): Instances {
  const template = graph.inventory
    .referencesAt(place, 'launch_template')
    .concat(graph.inventory.referencesAt(place, 'mixed_instances_policy'))
    .find(isTemplate);
  const type = template === undefined ? '' : (Block.of(template).text('instance_type') ?? '');
  return {
    place,
    type,
    number: (Block.of(place).number('max_size') ?? 0) * graph.times(place),
    isSpot: false,
    template,
  };
}

function isTemplate({ type }: Resource): boolean {
  return type === 'aws_launch_template';
}
