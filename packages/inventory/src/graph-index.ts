import type { Resource } from './model.ts';

/** Resources by stack and address, with the edges in both directions. */
export class GraphIndex {
  private readonly resources = new Map<string, Resource>();
  private readonly backward = new Map<string, Resource[]>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) this.resources.set(keyOf(resource), resource);
    for (const resource of resources) {
      for (const target of new Set(resource.references.map(keyOf))) {
        const known = this.backward.get(target);
        if (known === undefined) this.backward.set(target, [resource]);
        else known.push(resource);
      }
    }
  }

  /** The resource at an address of a stack. */
  get(place: Place): Resource | undefined {
    return this.resources.get(keyOf(place));
  }

  /** What a resource refers to, each once, in the order of its references. */
  targetsOf(resource: Resource): readonly Resource[] {
    const found = resource.references.flatMap((reference) => this.get(reference) ?? []);
    return [...new Set(found)];
  }

  /** What refers to a resource, each once. */
  referrersOf(place: Place): readonly Resource[] {
    return this.backward.get(keyOf(place)) ?? [];
  }

  /** The shortest way along references, both ends included; undefined when there is none. */
  pathBetween(from: Resource, to: Resource): readonly Resource[] | undefined {
    const cameFrom = new Map<Resource, Resource | undefined>([[from, undefined]]);
    for (const current of cameFrom.keys()) {
      if (current === to) return trace(current, cameFrom);
      for (const next of this.targetsOf(current)) {
        if (!cameFrom.has(next)) cameFrom.set(next, current);
      }
    }
    return undefined;
  }
}

/** A resource, a reference or anything else that names a stack and an address in it. */
export interface Place {
  readonly stack: string;
  readonly address: string;
}

function keyOf({ stack, address }: Place): string {
  return `${stack}\n${address}`;
}

function trace(end: Resource, cameFrom: ReadonlyMap<Resource, Resource | undefined>): readonly Resource[] {
  const path: Resource[] = [];
  for (let step: Resource | undefined = end; step !== undefined; step = cameFrom.get(step)) path.unshift(step);
  return path;
}
