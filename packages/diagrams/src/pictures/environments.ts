import type { Inventory, Resource } from '@smile/inventory';
import { blocks, literal } from '../parts/values.ts';

/** The order in which people read stages; others follow by name. */
const STAGES = ['production', 'staging', 'dev', 'shared'];

/** What an environment is called, and where it runs. */
export interface EnvironmentPart {
  /** As in `indonesia/production`. */
  readonly id: string;
  /** @default - not stated by the source */
  readonly account?: string;
  /** @default - not stated by the source */
  readonly region?: string;
}

/** Environments of an inventory, production first. */
export function environmentsIn(inventory: Inventory): EnvironmentPart[] {
  const ids = new Set(inventory.stacks.flatMap(({ environment }) => environment ?? []));
  return [...ids].sort(byStage).map((id) => environmentPart(inventory, id));
}

/** One environment of an inventory. */
export function environmentPart(inventory: Inventory, id: string): EnvironmentPart {
  const resources = inventory.resources({ environment: id, mode: 'managed' });
  const account = resources.find(({ account }) => account !== undefined)?.account;
  const region = resources.find(({ region }) => region !== undefined)?.region;
  return { id, account, region };
}

/** Where an environment runs, in words. */
export function placeOf({ account, region }: EnvironmentPart): string[] {
  return [account === undefined ? undefined : `account ${account}`, region].filter((part) => part !== undefined);
}

/** Address ranges of a VPC. */
export function rangesOf(vpc: Resource): string[] {
  const associated = blocks(vpc.values, 'cidr_block_associations').flatMap((one) => literal(one, 'cidr_block') ?? []);
  return [literal(vpc.values, 'cidr_block'), ...associated].filter((range) => range !== undefined);
}

function byStage(a: string, b: string): number {
  const rank = (id: string) => {
    const index = STAGES.indexOf(id.slice(id.indexOf('/') + 1));
    return index < 0 ? STAGES.length : index;
  };
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
