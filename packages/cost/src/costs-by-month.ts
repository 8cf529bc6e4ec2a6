import { SUPPORT_PERIODS } from '@smile/core';
import type { Inventory } from '@smile/inventory';
import { cents, costOf, type EnvironmentCost } from './cost-of.ts';
import { supportSteps } from './extended-support.ts';

/** What an environment costs month after month, with the code as it is. */
export interface MonthlyCosts {
  readonly environment: string;
  readonly months: readonly { readonly month: string; readonly usd: number }[];
  readonly steps: readonly CostStep[];
}

/** A day on which something begins to cost, costs more, or costs less, with the code as it is. */
export interface CostStep {
  /** ISO date. */
  readonly on: string;
  readonly service: string;
  readonly what: string;
  /** What it adds to a month; negative where it ends. */
  readonly usdPerMonth: number;
}

/** Which months. */
export interface MonthOptions {
  /** ISO date in the first month. */
  readonly from: string;
  /** How many months. */
  readonly months: number;
  /** Ids of environments. @default - all of the inventory */
  readonly environments?: readonly string[];
}

/**
 * Costs of each environment by month. In a month in which extended support begins or costs more, the days before and after are
 * weighed.
 */
export function costsByMonth(
  inventory: Inventory,
  { from, months, environments }: MonthOptions,
): readonly MonthlyCosts[] {
  const firsts = Array.from({ length: months + 1 }, (_, index) => firstOfMonth(from, index));
  const [start = from, end = from] = [firsts[0], firsts.at(-1)];
  const days = [start, ...changeDays().filter((day) => day > start && day < end)];
  const options = environments === undefined ? {} : { environments };
  const steady = costOf(inventory, { ...options, on: start });
  const rates = days.map((on) => costOf(inventory, { ...options, on, types: DATED_TYPES }));
  return steady.map(({ environment, usdPerMonth }, place) => {
    const dated = rates.flatMap((costs) => costs[place] ?? []);
    const atStart = dated[0]?.usdPerMonth ?? 0;
    const ofDay = dated.map((cost) => ({ ...cost, usdPerMonth: usdPerMonth - atStart + cost.usdPerMonth }));
    return {
      environment,
      months: firsts.slice(0, -1).map((first, index) => {
        return { month: first.slice(0, 7), usd: weighed(ofDay, first, firsts[index + 1] ?? end) };
      }),
      steps: ofDay.flatMap((cost, index) => (index === 0 ? [] : stepsBetween(ofDay[index - 1], cost))),
    };
  });
}

/** Types whose price depends on the day. */
const DATED_TYPES = ['aws_db_instance', 'aws_elasticache_replication_group', 'aws_eks_cluster'];

/** Days on which the price of some version's support changes. */
function changeDays(): string[] {
  const steps = SUPPORT_PERIODS.flatMap(({ product, version }) => {
    const found = supportSteps(product, version);
    return found === undefined ? [] : [found.starts, found.doubles, found.ends];
  });
  return [...new Set(steps)].sort();
}

/** The first of a month, some months after that of a day. */
function firstOfMonth(day: string, after: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + after, 1)).toISOString().slice(0, 10);
}

/** The rates that hold in a month, by the days on which they do. */
function weighed(rates: readonly EnvironmentCost[], first: string, next: string): number {
  const length = daysBetween(first, next);
  const total = rates.reduce((sum, { on, usdPerMonth }, index) => {
    const begins = on > first ? on : first;
    const until = rates[index + 1]?.on ?? next;
    const ends = until < next ? until : next;
    return ends > begins ? sum + (usdPerMonth * daysBetween(begins, ends)) / length : sum;
  }, 0);
  return cents(total);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function stepsBetween(before: EnvironmentCost | undefined, after: EnvironmentCost): CostStep[] {
  const amounts = new Map<string, { service: string; what: string; usd: number }>();
  const add = (cost: EnvironmentCost | undefined, sign: number) => {
    for (const { service, what, usdPerMonth } of cost?.lines ?? []) {
      const key = `${service} ${what}`;
      amounts.set(key, { service, what, usd: (amounts.get(key)?.usd ?? 0) + sign * usdPerMonth });
    }
  };
  add(before, -1);
  add(after, 1);
  return [...amounts.values()].flatMap(({ service, what, usd }) => {
    const usdPerMonth = cents(usd);
    return usdPerMonth === 0 ? [] : [{ on: after.on, service, what, usdPerMonth }];
  });
}
