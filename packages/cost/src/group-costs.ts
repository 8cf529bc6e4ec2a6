import type { CostLine, UnpricedThing } from './cost-line.ts';
import { cents } from './cost-of.ts';

/** By what costs are added up: `thing`, `service`, `stack`, or the value of a tag. */
export type CostGrouping = 'thing' | 'service' | 'stack' | `tag:${string}`;

/** Lines of a kind, added up. */
export interface CostGroup {
  /** As in `RDS: gp3 storage`, a service, a stack, or the value of a tag. */
  readonly name: string;
  readonly usdPerMonth: number;
  readonly lines: readonly CostLine[];
}

/** What belongs to no stack and has no tags: use, and free parts of the account. */
const WHOLE_ENVIRONMENT = 'the whole environment';

/** Costs added up, the dearest first. */
export function groupCosts(lines: readonly CostLine[], by: CostGrouping): readonly CostGroup[] {
  const groups = new Map<string, CostLine[]>();
  for (const line of lines) {
    const name = nameOf(line, by);
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [line]);
    else known.push(line);
  }
  return [...groups]
    .map(([name, all]) => ({
      name,
      usdPerMonth: cents(all.reduce((sum, one) => sum + one.usdPerMonth, 0)),
      lines: all,
    }))
    .sort((a, b) => b.usdPerMonth - a.usdPerMonth || (a.name < b.name ? -1 : 1));
}

function nameOf({ service, what, stack, tags, address }: CostLine, by: CostGrouping): string {
  if (by === 'thing') return `${service}: ${what}`;
  if (by === 'service') return service;
  if (by === 'stack') return stack ?? WHOLE_ENVIRONMENT;
  return address === undefined ? WHOLE_ENVIRONMENT : (tags[by.slice('tag:'.length)] ?? 'without the tag');
}

/** Unpriced things of a kind, as one with their number. */
export function groupUnpriced(
  things: readonly UnpricedThing[],
): readonly Omit<UnpricedThing, 'tags' | 'address' | 'path' | 'stack'>[] {
  const groups = new Map<string, Omit<UnpricedThing, 'tags' | 'address' | 'path' | 'stack'>>();
  for (const { environment, service, what, why, count } of things) {
    const key = `${environment} ${service} ${what} ${why}`;
    groups.set(key, { environment, service, what, why, count: (groups.get(key)?.count ?? 0) + count });
  }
  return [...groups.values()].sort((a, b) => (a.service + a.what < b.service + b.what ? -1 : 1));
}
