import type { Scope } from './scope.ts';
import type { Afterwards, SupportDate } from './support-date.ts';

/** Rules that constructs may break for a while, and drift that is ignored for a while: by rule, end and environment. */
export function exceptionDates(scope: Scope): SupportDate[] {
  const found = new Map<string, Exception>();
  for (const { environment, waivers: all, ignoredDrift = [] } of scope.inventory.stacks) {
    if (!scope.has(environment)) continue;
    for (const { rule, expires, owner } of all) {
      add(found, { what: `waiver of ${rule}`, on: expires, owner, afterwards: 'the rule fails', environment });
    }
    for (const { attribute, expires, owner } of ignoredDrift) {
      add(found, {
        what: `ignored drift of ${attribute}`,
        on: expires,
        owner,
        afterwards: 'drift is reported',
        environment,
      });
    }
  }
  return [...found.values()].map(({ what, on, owner, afterwards, environments, count }) => ({
    on,
    what,
    event: 'ends',
    afterwards,
    environments: [...environments].sort(),
    detail: `${count} ${count === 1 ? 'place' : 'places'}, ${owner}`,
    source: 'the construct that says so',
  }));
}

/** Exceptions from one rule or for one attribute, until a day, by one owner. */
interface Exception {
  readonly what: string;
  readonly on: string;
  readonly owner: string;
  readonly afterwards: Afterwards;
  readonly environments: Set<string>;
  count: number;
}

type Written = Omit<Exception, 'environments' | 'count'> & { readonly environment: string | undefined };

function add(all: Map<string, Exception>, { environment, ...written }: Written): void {
  const key = `${written.what} ${written.on} ${written.owner}`;
  const known = all.get(key) ?? { ...written, environments: new Set<string>(), count: 0 };
  known.count += 1;
  if (environment !== undefined) known.environments.add(environment);
  all.set(key, known);
}
