import type { ResourceChange } from '../diff-report.ts';

/** Changes that say the same of several addresses. */
export interface AlikeChanges {
  readonly first: ResourceChange;
  /** The others, in the order of the report. */
  readonly others: readonly ResourceChange[];
}

/**
 * Changes put together that differ in nothing but the address: a value that every repository of a registry has changes thirty policies,
 * and a reader wants to see it once.
 */
export function alike(changes: readonly ResourceChange[]): readonly AlikeChanges[] {
  const groups = new Map<string, ResourceChange[]>();
  for (const change of changes) {
    const key = saysOf(change);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [{ first, others }]));
}

/** What is said of a change, without where it is. */
function saysOf({ address, construct: _, attributes, ...change }: ResourceChange): string {
  // What is made or goes is told by its address alone.
  if (attributes.length === 0) return `${change.stack} ${address}`;
  const said = attributes.map(({ follows, ...attribute }) => ({
    ...attribute,
    follows: follows?.replace(/\.[\w-]+(?=\.[^.]*$)/, '.*'),
  }));
  return JSON.stringify([change, said]);
}
