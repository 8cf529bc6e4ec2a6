import { matchesGlob } from './glob.ts';
import type { Resource } from './model.ts';
import type { Pattern } from './query.ts';

/** Some resources with their place in the order of the inventory. */
interface Group {
  readonly resources: Resource[];
  readonly positions: number[];
}

/**
 * Resources by stack and type, since nearly every question is about some of both.
 *
 * Looking at every resource for every question made judging grow with the square of the estate.
 */
export class PlaceIndex {
  private readonly all: readonly Resource[];
  private readonly stacks = new Map<string, Map<string, Group>>();
  private readonly types = new Set<string>();
  private readonly matched = new Map<string, ReadonlySet<string>>();

  constructor(resources: readonly Resource[]) {
    this.all = resources;
    for (const [position, resource] of resources.entries()) {
      this.types.add(resource.type);
      const group = this.groupOf(resource);
      group.resources.push(resource);
      group.positions.push(position);
    }
  }

  /** Resources whose type and stack match, in the order of the inventory; an absent pattern matches every one. */
  matching(type: Pattern | undefined, stack: Pattern | undefined): readonly Resource[] {
    const types = this.names('type', type, this.types);
    const stacks = this.names('stack', stack, this.stacks);
    if (types.size === this.types.size && stacks.size === this.stacks.size) return this.all;
    const groups = [...stacks].flatMap((name) => groupsIn(this.stacks.get(name) ?? new Map(), types));
    return inOrder(groups);
  }

  private groupOf({ stack, type }: Resource): Group {
    const ofStack = this.stacks.get(stack) ?? new Map<string, Group>();
    this.stacks.set(stack, ofStack);
    const known = ofStack.get(type) ?? { resources: [], positions: [] };
    ofStack.set(type, known);
    return known;
  }

  /** Names that a pattern matches; many questions have the same pattern. */
  private names(
    what: 'type' | 'stack',
    pattern: Pattern | undefined,
    names: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  ): ReadonlySet<string> {
    const patterns = pattern === undefined ? ['**'] : typeof pattern === 'string' ? [pattern] : pattern;
    const key = `${what} ${patterns.join(' ')}`;
    const known =
      this.matched.get(key) ??
      new Set([...names.keys()].filter((name) => patterns.some((one) => matchesGlob(one, name))));
    this.matched.set(key, known);
    return known;
  }
}

function groupsIn(byType: ReadonlyMap<string, Group>, types: ReadonlySet<string>): readonly Group[] {
  if (types.size < byType.size) return [...types].flatMap((type) => byType.get(type) ?? []);
  return [...byType].flatMap(([type, group]) => (types.has(type) ? [group] : []));
}

function inOrder(groups: readonly Group[]): readonly Resource[] {
  const [first] = groups;
  if (first === undefined) return [];
  if (groups.length === 1) return first.resources;
  return groups
    .flatMap(({ resources, positions }) => resources.map((resource, i) => ({ resource, position: positions[i] ?? 0 })))
    .sort((a, b) => a.position - b.position)
    .map(({ resource }) => resource);
}
