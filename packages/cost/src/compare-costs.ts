import type { BilledPlace, CostLine } from './cost-line.ts';
import { cents, type EnvironmentCost } from './cost-of.ts';

/** What differs between two costs of one environment. */
export interface CostDifference {
  readonly environment: string;
  readonly usdBefore: number;
  readonly usdAfter: number;
  /** After less before. */
  readonly usdDifference: number;
  /** What changes, by resource; the largest first. */
  readonly changes: readonly CostChange[];
  /** Things without a price that are there on one side only. They may cost anything. */
  readonly unpriced: readonly { readonly what: string; readonly before: number; readonly after: number }[];
}

/** A resource, or a thing of the whole environment, whose cost differs. */
export interface CostChange extends Pick<BilledPlace, 'stack' | 'address'> {
  /** What is charged after the change, or before it where it goes. */
  readonly what: string;
  readonly usdBefore: number;
  readonly usdAfter: number;
  readonly usdDifference: number;
}

/** Compares costs of the same environments; one that is on one side only costs nothing on the other. */
export function compareCosts(
  before: readonly EnvironmentCost[],
  after: readonly EnvironmentCost[],
): readonly CostDifference[] {
  const ids = [...new Set([...before, ...after].map(({ environment }) => environment))].sort();
  return ids.map((environment) => {
    const [old, now] = [before, after].map((costs) => costs.find((one) => one.environment === environment));
    return {
      environment,
      usdBefore: old?.usdPerMonth ?? 0,
      usdAfter: now?.usdPerMonth ?? 0,
      usdDifference: cents((now?.usdPerMonth ?? 0) - (old?.usdPerMonth ?? 0)),
      changes: changesBetween(old?.lines ?? [], now?.lines ?? []),
      unpriced: unpricedBetween(old, now),
    };
  });
}

interface Sum {
  readonly line: CostLine;
  whats: string[];
  usd: number;
}

function changesBetween(before: readonly CostLine[], after: readonly CostLine[]): CostChange[] {
  const [old, now] = [sums(before), sums(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .flatMap((key): CostChange[] => {
      const [from, to] = [old.get(key), now.get(key)];
      const shown = to ?? from;
      const usdDifference = cents((to?.usd ?? 0) - (from?.usd ?? 0));
      if (shown === undefined || usdDifference === 0) return [];
      const { stack, address } = shown.line;
      return [
        {
          ...(stack === undefined ? {} : { stack }),
          ...(address === undefined ? {} : { address }),
          what: shown.whats.join('; '),
          usdBefore: cents(from?.usd ?? 0),
          usdAfter: cents(to?.usd ?? 0),
          usdDifference,
        },
      ];
    })
    .sort((a, b) => Math.abs(b.usdDifference) - Math.abs(a.usdDifference));
}

/** Sums by resource; what belongs to none is by itself. */
function sums(lines: readonly CostLine[]): Map<string, Sum> {
  const found = new Map<string, Sum>();
  for (const line of lines) {
    const { stack, address, service, what, usdPerMonth } = line;
    const key = address === undefined ? `${service} ${what}` : `${stack} ${address}`;
    const sum = found.get(key) ?? { line, whats: [], usd: 0 };
    sum.whats.push(`${service}: ${what}`);
    sum.usd += usdPerMonth;
    found.set(key, sum);
  }
  return found;
}

function unpricedBetween(before: EnvironmentCost | undefined, after: EnvironmentCost | undefined) {
  const counts = new Map<string, { before: number; after: number }>();
  const add = (cost: EnvironmentCost | undefined, side: 'before' | 'after') => {
    for (const { service, what, count } of cost?.unpriced ?? []) {
      const known = counts.get(`${service}: ${what}`) ?? { before: 0, after: 0 };
      known[side] += count;
      counts.set(`${service}: ${what}`, known);
    }
  };
  add(before, 'before');
  add(after, 'after');
  return [...counts].flatMap(([what, count]) => (count.before === count.after ? [] : [{ what, ...count }]));
}
