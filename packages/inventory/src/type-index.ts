import { matchesGlob } from './glob.ts';
import type { Resource } from './model.ts';
import type { Pattern } from './query.ts';

/**
 * Resources by type, since nearly every question is about some types.
 *
 * Looking at every resource for every question made judging grow with the square of the estate.
 */
export class TypeIndex {
  private readonly all: readonly Resource[];
  private readonly byType = new Map<string, Resource[]>();
  private readonly positions = new Map<Resource, number>();

  constructor(resources: readonly Resource[]) {
    this.all = resources;
    for (const [position, resource] of resources.entries()) {
      this.positions.set(resource, position);
      const known = this.byType.get(resource.type);
      if (known === undefined) this.byType.set(resource.type, [resource]);
      else known.push(resource);
    }
  }

  /** Resources whose type matches, in the order of the inventory. */
  matching(pattern: Pattern): readonly Resource[] {
    const patterns = typeof pattern === 'string' ? [pattern] : pattern;
    const types = [...this.byType.keys()].filter((type) => patterns.some((one) => matchesGlob(one, type)));
    if (types.length === this.byType.size) return this.all;
    const found = types.flatMap((type) => this.byType.get(type) ?? []);
    return types.length < 2 ? found : found.sort((a, b) => this.positionOf(a) - this.positionOf(b));
  }

  private positionOf(resource: Resource): number {
    return this.positions.get(resource) ?? 0;
  }
}
