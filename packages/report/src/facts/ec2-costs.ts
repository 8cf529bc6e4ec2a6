import { type Ec2Price, regionFacts } from '@smile/core';
import { titleOf } from '@smile/diagrams';
import type { Inventory, Resource } from '@smile/inventory';
import { billedWithoutPrice } from './billed-types.ts';
import { blocks, literal, literals, numeric } from './read-values.ts';

/** Hours of a month, as AWS's own calculators count them: 365 × 24 / 12. */
export const HOURS_PER_MONTH = 730;

/** What virtual machines of an environment cost, and what else is billed. */
export interface CostReport {
  /** Where the prices are from. @default - the environment has no machines, or its region is not known */
  readonly prices?: { readonly source: string; readonly asOf: string };
  readonly lines: readonly CostLine[];
  /** Sum of the lines, on demand. */
  readonly usdPerMonth: number;
  /** What is billed, too, and has no price here. Never counted as zero. */
  readonly unpriced: readonly UnpricedLine[];
}

/** Machines of one kind that have a price. */
interface CostLine {
  readonly name: string;
  readonly stack: string;
  readonly instanceType: string;
  readonly count: number;
  readonly usdPerHour: number;
  readonly usdPerMonth: number;
  readonly basis: Ec2Price['basis'];
  /** When the price was read, as an ISO date. @default - not recorded */
  readonly readOn?: string;
}

/** Something that is billed and has no price here. */
export interface UnpricedLine {
  readonly what: string;
  readonly count: number;
  readonly why: string;
}

/** Machines of a kind, before they get a price. */
interface Machines {
  readonly resource: Resource;
  readonly instanceType: string | undefined;
  readonly count: number | undefined;
}

/**
 * What the virtual machines of an environment cost per month on demand: hosts, and node groups at the size that they are
 * meant to have. Everything else that AWS bills is listed without a price.
 */
export function ec2Costs(inventory: Inventory, environment: string): CostReport {
  const machines = machinesOf(inventory, environment);
  const region = machines.find(({ resource }) => resource.region !== undefined)?.resource.region;
  const table = region === undefined ? undefined : regionFacts(region).ec2Prices;
  const priced = machines.map((one) => priceOf(inventory, one, table?.byType ?? {}));
  const lines = priced.flatMap((one) => ('usdPerMonth' in one ? [one] : []));
  const without = priced.flatMap((one) => ('why' in one ? [one] : []));
  return {
    ...(table === undefined ? {} : { prices: { source: table.source, asOf: table.asOf } }),
    lines,
    usdPerMonth: cents(lines.reduce((sum, { usdPerMonth }) => sum + usdPerMonth, 0)),
    unpriced: [...without, ...billedWithoutPrice(inventory, environment)],
  };
}

function machinesOf(inventory: Inventory, environment: string): Machines[] {
  const query = { environment, mode: 'managed' } as const;
  const hosts = inventory.resources({ ...query, type: 'aws_instance' }).map((resource): Machines => {
    return { resource, instanceType: literal(resource.values, 'instance_type'), count: 1 };
  });
  const groups = inventory.resources({ ...query, type: 'aws_eks_node_group' }).map((resource): Machines => {
    const [size] = blocks(resource.values, 'scaling_config');
    const [instanceType] = literals(resource.values, 'instance_types');
    return {
      resource,
      instanceType: instanceType ?? typeOfTemplate(inventory, resource),
      count: size === undefined ? undefined : numeric(size, 'desired_size'),
    };
  });
  return [...hosts, ...groups];
}

function typeOfTemplate(inventory: Inventory, group: Resource): string | undefined {
  const template = inventory.references(group).find(({ type }) => type === 'aws_launch_template');
  return template === undefined ? undefined : literal(template.values, 'instance_type');
}

function priceOf(
  inventory: Inventory,
  { resource, instanceType, count }: Machines,
  prices: Readonly<Record<string, Ec2Price>>,
): CostLine | UnpricedLine {
  const name = titleOf(resource, inventory);
  if (instanceType === undefined || count === undefined) {
    return { what: name, count: count ?? 1, why: 'type or number is known only after apply' };
  }
  const price = prices[instanceType];
  if (price === undefined) return { what: `${name} (${instanceType})`, count, why: 'no price in the table' };
  if (literal(resource.values, 'capacity_type') === 'SPOT') {
    return { what: `${name} (${instanceType})`, count, why: 'spot prices change by the hour' };
  }
  return {
    name,
    stack: resource.stack,
    instanceType,
    count,
    usdPerHour: price.usdPerHour,
    usdPerMonth: cents(price.usdPerHour * HOURS_PER_MONTH * count),
    basis: price.basis,
    ...(price.readOn === undefined ? {} : { readOn: price.readOn }),
  };
}

function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}
