import type { Inventory } from '@smile/inventory';
import type { DiagramModel, DiagramNode } from '../model.ts';
import type { PartKind } from '../part-kinds.ts';
import { layerOf } from '../parts/identity.ts';
import { asWords, counted } from '../words.ts';
import { type EnvironmentPart, placeOf, rangesOf } from './environments.ts';
import { highlightsOf } from './highlights.ts';

/** Environments side by side, with account, stacks in the order of apply, and the main resources of each. */
export function estateOverview(inventory: Inventory, environments: readonly EnvironmentPart[]): DiagramModel {
  const alone = environments.length === 1;
  const columns = environments.map((environment) => {
    const stacks = inventory.stacks.filter((stack) => stack.environment === environment.id);
    const nodes = stacks.map((stack): DiagramNode => {
      const layer = layerOf(stack);
      return {
        id: `${idOf(environment, alone)}/${layer}`,
        kind: KINDS[layer] ?? 'stack',
        name: asWords(layer),
        facts: [counted(count(inventory, stack.name), 'resource')],
        details: highlightsOf(inventory, stack.name),
        group: idOf(environment, alone),
      };
    });
    return { environment, nodes };
  });
  const total = environments.reduce(
    (sum, { id }) => sum + inventory.resources({ environment: id, mode: 'managed' }).length,
    0,
  );
  const stacks = columns.reduce((sum, { nodes }) => sum + nodes.length, 0);
  const names = environments.map(({ id }) => id).join(', ');
  return {
    kind: 'estate',
    title: alone ? `Estate of ${names}` : 'The estate',
    subtitle: `${counted(environments.length, 'environment')}, ${counted(stacks, 'stack')}, ${counted(total, 'resource')}. One Terraform state for each stack, in the order of apply.`,
    description: columns
      .map(({ environment, nodes }) => `${environment.id}: ${nodes.map(({ name }) => name.toLowerCase()).join(', ')}.`)
      .join(' '),
    direction: 'down',
    groups: environments.map((environment) => ({
      arrange: alone ? { columns: 3 } : 'down',
      id: idOf(environment, alone),
      kind: 'account',
      name: alone ? 'Environment' : environment.id,
      ...(alone ? { address: environment.id } : {}),
      facts: [placeOf(environment).join(', '), vpcRanges(inventory, environment.id)].filter((fact) => fact !== ''),
    })),
    nodes: columns.flatMap(({ nodes }) => nodes),
    edges: [],
    nested: 'right',
    notes: [],
  };
}

/** What a stack mainly holds, for its colour. */
const KINDS: Readonly<Record<string, PartKind>> = {
  account: 'security',
  bootstrap: 'identity',
  network: 'network',
  storage: 'storage',
  databases: 'database',
  clusters: 'kubernetes',
  edge: 'edge',
  access: 'compute',
  git: 'compute',
  'app-platform': 'kubernetes',
  'data-platform': 'kubernetes',
};

function vpcRanges(inventory: Inventory, environment: string): string {
  const ranges = inventory.resources({ type: 'aws_vpc', environment, mode: 'managed' }).flatMap(rangesOf);
  return ranges.length === 0 ? '' : `VPC ${ranges.join(', ')}`;
}

/** One environment alone must have the same ids as another, so that both can be compared. */
function idOf({ id }: EnvironmentPart, alone: boolean): string {
  return alone ? 'environment' : id;
}

function count(inventory: Inventory, stack: string): number {
  return inventory.resources({ stack, mode: 'managed' }).length;
}
