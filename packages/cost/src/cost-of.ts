import { USAGE, type UsageName } from '@smile/core';
import type { Inventory, Resource, Stack } from '@smile/inventory';
import { ALLOWANCES } from './allowances.ts';
import { BY_USE } from './by-use.ts';
import type { Charge, ChargeContext } from './charge.ts';
import type { BilledPlace, CostLine, UnpricedThing } from './cost-line.ts';
import { pricerOf } from './pricers.ts';
import { type Price, PriceBook } from './prices/price-book.ts';
import { literal, numeric } from './read-values.ts';

/** What an environment costs in a month, at the rates of one day. */
export interface EnvironmentCost {
  readonly environment: string;
  /** @default - nothing tells it, so nothing has a price */
  readonly region?: string;
  /** ISO date whose rates count. */
  readonly on: string;
  readonly lines: readonly CostLine[];
  /** What is billed, too, and has no price here. Never counted as zero. */
  readonly unpriced: readonly UnpricedThing[];
  readonly usdPerMonth: number;
  /** Of the total, what follows from assumptions about use. */
  readonly usdByUse: number;
  /** What the account may cost in a month. @default - no budget is in the code */
  readonly budgetUsd?: number;
}

/** What to price, and when. */
export interface CostOptions {
  /** ISO date whose rates count, as in `2026-11-27`: extended support begins, and costs more, on a day. */
  readonly on: string;
  /** Ids of environments. @default - all of the inventory */
  readonly environments?: readonly string[];
  /** Only resources of these types, without use and without the free parts of an account. @default - everything */
  readonly types?: readonly string[];
}

/**
 * What each environment costs in a month, at on-demand prices and without tax. What has no price is listed beside it.
 *
 * Free parts of an account are taken off once, from the first of the environments that share it.
 */
export function costOf(inventory: Inventory, { on, environments, types }: CostOptions): readonly EnvironmentCost[] {
  const ids = environments ?? [...new Set(inventory.stacks.flatMap(({ environment }) => environment ?? []))].sort();
  const left = new Map<string, number>();
  return ids.map((environment) => costOfOne(inventory, { environment, on, left, types }));
}

interface Asked {
  readonly environment: string;
  readonly on: string;
  /** What is left of the free parts, by account and price. */
  readonly left: Map<string, number>;
  readonly types: readonly string[] | undefined;
}

function costOfOne(inventory: Inventory, { environment, on, left, types }: Asked): EnvironmentCost {
  // What a plan removes is not billed after it.
  const resources = inventory
    .resources({ environment, mode: 'managed', ...(types === undefined ? {} : { type: types }) })
    .filter(({ change }) => change?.action !== 'delete' && change?.action !== 'forget');
  const stacks = inventory.stacks.filter((stack) => stack.environment === environment);
  const region = regionOf(resources, stacks);
  const prices = new PriceBook(region ?? '');
  const use = assumptionsOf(stacks);
  const context: ChargeContext = { inventory, environment, prices, on, use: (name) => use(name).value };
  const charged = [
    ...resources.flatMap((one) =>
      pricerOf(one.type)
        .charges(one, context)
        .map((charge) => placed(charge, one, context, use)),
    ),
    ...(types === undefined ? useCharges(resources, environment, prices, use) : []),
  ];
  const lines = charged.flatMap((one) => ('usdPerMonth' in one ? [one] : []));
  const account = resources.find((one) => one.account !== undefined)?.account ?? environment;
  const credits = types === undefined ? creditsFor(lines, { environment, account, left, prices }) : [];
  const all = [...lines, ...credits];
  const budgetUsd = budgetOf(resources);
  return {
    environment,
    ...(region === undefined ? {} : { region }),
    on,
    lines: all,
    unpriced: charged.flatMap((one) => ('why' in one ? [one] : [])),
    usdPerMonth: sumOf(all),
    usdByUse: sumOf(all.filter(({ assumes }) => assumes !== undefined)),
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
  };
}

/** Sum of some lines, in whole cents. */
function sumOf(lines: readonly { readonly usdPerMonth: number }[]): number {
  return cents(lines.reduce((sum, { usdPerMonth }) => sum + usdPerMonth, 0));
}

/** An amount in whole cents. */
export function cents(usd: number): number {
  return rounded(usd, 2);
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Where the environment is; a stack of Kubernetes objects says so in its provider of AWS alone. */
function regionOf(resources: readonly Resource[], stacks: readonly Stack[]): string | undefined {
  const ofResource = resources.find(({ region }) => region !== undefined)?.region;
  const ofProvider = stacks.flatMap(({ providers }) => literal(providers?.aws ?? {}, 'region') ?? []);
  return ofResource ?? ofProvider[0];
}

type Use = (name: UsageName) => NonNullable<CostLine['assumes']>;

function assumptionsOf(stacks: readonly Stack[]): Use {
  const given: Record<string, number> = Object.assign({}, ...stacks.map(({ usage }) => usage ?? {}));
  return (name) => {
    const value = given[name];
    return { name, value: value ?? USAGE[name].default, isDefault: value === undefined };
  };
}

/** A charge where its resource stands. `count` and `for_each` of code are one resource; plans and states list each. */
function placed(
  charge: Charge,
  resource: Resource,
  { environment }: ChargeContext,
  use: Use,
): CostLine | UnpricedThing {
  const { stack, address, constructPath, tagsAll } = resource;
  const path = constructPath
    ?.split('/')
    .slice(1)
    .join('/')
    .replace(/\/Default$/, '');
  const place = { environment, stack, address, ...(path === undefined ? {} : { path }), tags: tagsAll };
  const charged = inPlace(charge, place, timesOf(resource));
  return 'uses' in charge && charge.uses !== undefined ? { ...charged, assumes: use(charge.uses) } : charged;
}

function inPlace(charge: Charge, place: BilledPlace, times: number): CostLine | UnpricedThing {
  const { service, what } = charge;
  if ('why' in charge) return { ...place, service, what, count: charge.count * times, why: charge.why };
  const { price, quantity } = charge;
  if (price === undefined) {
    return {
      ...place,
      service,
      what,
      count: times,
      why: 'no price was found, in this region or one that stands in for it',
    };
  }
  return line(place, { service, what, quantity: quantity * times, price });
}

function line(place: BilledPlace, one: { service: string; what: string; quantity: number; price: Price }): CostLine {
  return { ...place, ...one, usdPerMonth: rounded(one.quantity * one.price.usd, 4) };
}

function timesOf({ values }: Resource): number {
  const { count, for_each: each } = values;
  if (typeof count === 'number') return count;
  if (Array.isArray(each)) return each.length;
  return typeof each === 'object' && each !== null ? Object.keys(each).length : 1;
}

function useCharges(resources: readonly Resource[], environment: string, prices: PriceBook, use: Use) {
  const types = new Set(resources.map(({ type }) => type));
  const place = { environment, tags: {} };
  return BY_USE.filter(({ needs }) => needs.some((type) => types.has(type))).map((row): CostLine | UnpricedThing => {
    const assumes = use(row.name);
    const { service, what } = row;
    const charged = inPlace(
      { service, what, quantity: assumes.value * row.units, price: prices.find(row.price) },
      place,
      1,
    );
    return { ...charged, assumes };
  });
}

interface Account {
  readonly environment: string;
  readonly account: string;
  /** What is left of the free parts, by account and price. */
  readonly left: Map<string, number>;
  readonly prices: PriceBook;
}

function creditsFor(lines: readonly CostLine[], { environment, account, left, prices }: Account): CostLine[] {
  return ALLOWANCES.flatMap(({ price: id, service, what, units }): CostLine[] => {
    const used = lines.filter(({ price }) => price.id === id);
    const quantity = used.reduce((sum, one) => sum + one.quantity, 0);
    const key = `${account} ${id}`;
    const free = Math.min(left.get(key) ?? units, quantity);
    const price = prices.find(id);
    if (price === undefined || free <= 0) return [];
    left.set(key, (left.get(key) ?? units) - free);
    const assumes = used.find((one) => one.assumes !== undefined)?.assumes;
    const credit = line({ environment, tags: {} }, { service, what: `${what}, free`, quantity: -free, price });
    return [assumes === undefined ? credit : { ...credit, assumes }];
  });
}

/** The budget of the account, where its environment keeps one. */
function budgetOf(resources: readonly Resource[]): number | undefined {
  const budget = resources.find(({ type }) => type === 'aws_budgets_budget');
  return budget === undefined ? undefined : numeric(budget.values, 'limit_amount');
}
