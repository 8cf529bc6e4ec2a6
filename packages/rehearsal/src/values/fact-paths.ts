import type { BlockSchema, CtyType } from '../schema/schema.ts';
import type { TypeFacts } from './facts.ts';

/**
 * Paths that a type's facts name and its schema does not have, each with the fact it stands in.
 * A misspelt path does nothing at run time, so a test asks this of every type.
 */
export function unknownFactPaths(facts: TypeFacts, block: BlockSchema): string[] {
  const named: { readonly [fact: string]: readonly string[] } = {
    replace: facts.replace ?? [],
    replaceOnce: Object.entries(facts.replaceOnce ?? {}).flatMap(([flag, paths]) => [flag, ...paths]),
    updatable: facts.updatable ?? [],
    defaults: Object.keys(facts.defaults ?? {}),
    values: Object.keys(facts.values ?? {}),
    recomputed: Object.keys(facts.recomputed ?? {}),
    'recomputed by': Object.values(facts.recomputed ?? {})
      .flat()
      .filter((path) => path !== '*'),
    unique: (facts.unique ?? []).flatMap(({ by }) => by),
    deletionLocks: (facts.deletionLocks ?? []).map(({ attribute }) => attribute),
    contentLock: facts.contentLock?.forcedBy === undefined ? [] : [facts.contentLock.forcedBy],
  };
  return Object.entries(named).flatMap(([fact, paths]) =>
    paths.filter((path) => !hasPath(block, path.split('.'))).map((path) => `${fact}: ${path}`),
  );
}

function hasPath(block: BlockSchema, [name, ...rest]: readonly string[]): boolean {
  const attribute = block.attributes.find((candidate) => candidate.name === name);
  if (attribute !== undefined) return rest.length === 0 || hasMember(attribute.type, rest);
  const nested = block.blocks.find((candidate) => candidate.name === name);
  return nested !== undefined && (rest.length === 0 || hasPath(nested.block, rest));
}

function hasMember(type: CtyType, [name, ...rest]: readonly string[]): boolean {
  if (typeof type === 'string') return type === 'dynamic';
  if (name === undefined || type[0] === 'map') return true;
  if (type[0] === 'list' || type[0] === 'set') return hasMember(type[1], [name, ...rest]);
  const member = type[0] === 'object' ? type[1][name] : undefined;
  return member !== undefined && (rest.length === 0 || hasMember(member, rest));
}
