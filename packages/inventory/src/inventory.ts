import { completeFrom } from './complete-from.ts';
import type { StackDraft } from './draft.ts';
import { GraphIndex, type Place } from './graph-index.ts';
import { InventoryError } from './inventory-error.ts';
import { type Graph, link } from './link.ts';
import type { Json, JsonObject, Output, Problem, Reference, Resource, Source, Stack } from './model.ts';
import { PlaceIndex } from './place-index.ts';
import { matchesQuery, type Pattern, type ResourceQuery } from './query.ts';
import { collectProblems, parseJsonObject } from './read-json.ts';
import { readPlan } from './read-plan.ts';
import { readState } from './read-state.ts';
import { readSynthesizedStack } from './read-synth.ts';
import { readSynthDirectory } from './read-synth-directory.ts';
import { isAtOrBelow, valueAt } from './read-value.ts';
import { settleFromReaders } from './settle-from-readers.ts';
import { compareText, sortKeys } from './stable-order.ts';

/** A plan or a state with the stack it belongs to, which the JSON itself does not tell. */
export interface StackDocument {
  readonly stack: string;
  /** JSON text, or what it parses to. */
  readonly json: unknown;
}

/** A resource graph with one vocabulary for synthesized JSON, plans and states. */
export class Inventory {
  readonly source: Source;
  /** By layer, then by name: an order in which stacks can be applied. */
  readonly stacks: readonly Stack[];
  /** Outputs by stack and name. */
  readonly outputs: readonly Output[];
  /** What could not be followed while linking; empty for a sound input. */
  readonly problems: readonly Problem[];
  private readonly all: readonly Resource[];
  private readonly index: GraphIndex;
  private readonly places: PlaceIndex;

  private constructor(source: Source, graph: Graph) {
    this.source = source;
    this.stacks = graph.stacks;
    this.outputs = graph.outputs;
    this.problems = graph.problems;
    this.all = graph.resources;
    this.index = new GraphIndex(graph.resources);
    this.places = new PlaceIndex(graph.resources);
  }

  /** Reads one or more directories that `cdktf synth` wrote. */
  static fromSynth(directories: string | readonly string[]): Inventory {
    const list = typeof directories === 'string' ? [directories] : directories;
    const drafts = collectProblems(list.map((directory) => () => readSynthDirectory(directory))).flat();
    return new Inventory('synth', link(checkNames(drafts, 'synthesized directory')));
  }

  /** What is synthesized where there is no code: the other side of a comparison with what is wholly new. */
  static ofNothing(): Inventory {
    return new Inventory('synth', link([]));
  }

  /**
   * Takes synthesized stacks by name, as JSON text or parsed.
   *
   * @param known remembers what was read of parsed stacks, which must not be changed then; for many inventories that differ in one stack.
   */
  static fromStacks(
    stacks: Readonly<Record<string, unknown>>,
    known = new WeakMap<JsonObject, StackDraft>(),
  ): Inventory {
    const steps = Object.entries(stacks).map(([name, json]) => () => {
      const body = parseJsonObject(json, `stack ${name}`, 'pass the content of its cdk.tf.json');
      const found = known.get(body);
      const draft = found?.name === name ? found : draftOf(name, body);
      known.set(body, draft);
      return draft;
    });
    return new Inventory('synth', link(checkNames(collectProblems(steps), 'synthesized stack')));
  }

  /** Reads saved plans, as `terraform show -json <plan file>` prints them. */
  static fromPlan(plans: StackDocument | readonly StackDocument[]): Inventory {
    return new Inventory('plan', link(settleFromReaders(readDocuments(plans, 'plan', readPlan))));
  }

  /** Reads states, as `terraform state pull` or `terraform show -json` prints them. */
  static fromState(states: StackDocument | readonly StackDocument[]): Inventory {
    return new Inventory('state', link(readDocuments(states, 'state', readState)));
  }

  /** Adds what only synthesized JSON knows (construct paths, protections, exact references) to a plan or a state. */
  completedFrom(synthesized: Inventory): Inventory {
    return new Inventory(
      this.source,
      completeFrom({ ...this, resources: this.all }, { ...synthesized, resources: synthesized.all }),
    );
  }

  /** Resources that match a query, by stack and address; all of them without one. */
  resources(query: ResourceQuery = {}): readonly Resource[] {
    const { type, stack, mode, ...others } = query;
    const placed = this.places.matching(type, stack);
    const candidates = mode === undefined ? placed : placed.filter((resource) => resource.mode === mode);
    return Object.keys(others).length === 0
      ? candidates
      : candidates.filter((resource) => matchesQuery(resource, others));
  }

  /** Resources of a type, or of several. */
  ofType(type: Pattern): readonly Resource[] {
    return this.resources({ type });
  }

  /** The resource at an address of a stack. */
  byAddress(stack: string, address: string): Resource | undefined {
    return this.index.get({ stack, address });
  }

  /** Resources that a resource refers to, each once; the edges themselves are its `references`. */
  references(resource: Place): readonly Resource[] {
    const found = this.index.get(resource);
    return found === undefined ? [] : this.index.targetsOf(found);
  }

  /** Resources that refer to a resource, each once, from any stack. */
  referencedBy(resource: Place): readonly Resource[] {
    return this.index.referrersOf(resource);
  }

  /** Resources that one argument refers to, or a part of it, as in `vpc_config.subnet_ids`; blocks need no index. */
  referencesAt(resource: Resource, path: string): readonly Resource[] {
    const found = edgesAt(resource, path).flatMap((edge) => this.index.get(edge) ?? []);
    return [...new Set(found)];
  }

  /** What the attributes that one argument refers to are literally, as far as the source tells: the block of a VPC, a name. */
  literalsAt(resource: Resource, path: string): readonly string[] {
    return edgesAt(resource, path).flatMap((edge) => {
      const value = valueAt(this.index.get(edge)?.values ?? {}, edge.attribute);
      return typeof value === 'string' && !value.includes('${') ? [value] : [];
    });
  }

  /** Whether references lead from one resource to another, over any number of steps and stacks. */
  reaches(from: Place, to: Place): boolean {
    return this.pathBetween(from, to) !== undefined;
  }

  /** The shortest way from one resource to another along references, both included; undefined when there is none. */
  pathBetween(from: Place, to: Place): readonly Resource[] | undefined {
    const [start, end] = [this.index.get(from), this.index.get(to)];
    return start === undefined || end === undefined ? undefined : this.index.pathBetween(start, end);
  }

  /** How many resources match, by type. */
  countByType(query: ResourceQuery = {}): Readonly<Record<string, number>> {
    return countBy(this.resources(query), ({ type }) => type);
  }

  /** How many resources match, by stack. */
  countByStack(query: ResourceQuery = {}): Readonly<Record<string, number>> {
    return countBy(this.resources(query), ({ stack }) => stack);
  }

  /** Stacks by layer: each layer needs only earlier ones, so its stacks can be applied at the same time. */
  layers(): readonly (readonly Stack[])[] {
    const layers: Stack[][] = [];
    for (const stack of this.stacks) {
      const layer = layers[stack.layer] ?? [];
      layers[stack.layer] = [...layer, stack];
    }
    return layers;
  }

  /** Everything as plain JSON; equal inventories print alike, byte for byte. Sensitive values are not masked. */
  toJSON(): JsonObject {
    const { source, stacks, outputs, problems } = this;
    const plain: Json = JSON.parse(JSON.stringify({ source, stacks, resources: this.all, outputs, problems }));
    return sortKeys(plain) as JsonObject;
  }
}

/** What was read before: who changes one stack of thirty and asks again need not read the others anew. */
const drafts = new WeakMap<JsonObject, StackDraft>();

function draftOf(name: string, body: JsonObject): StackDraft {
  const known = drafts.get(body);
  if (known?.name === name) return known;
  const draft = readSynthesizedStack(name, body, { dependencies: [] });
  drafts.set(body, draft);
  return draft;
}

/** References written at a path or below it. */
function edgesAt({ references }: Resource, path: string): readonly Reference[] {
  return references.filter((one) => isAtOrBelow(path, one.path));
}

function readDocuments(
  documents: StackDocument | readonly StackDocument[],
  what: string,
  read: (stack: string, json: JsonObject) => StackDraft,
): readonly StackDraft[] {
  const list: readonly StackDocument[] = 'stack' in documents ? [documents] : documents;
  const steps = list.map(({ stack, json }) => () => {
    return read(stack, parseJsonObject(json, `the ${what} of stack ${stack}`, 'pass the whole output of Terraform'));
  });
  return checkNames(collectProblems(steps), what);
}

/** An inventory finds everything by stack name, so a name may occur once, and there has to be one. */
function checkNames(drafts: readonly StackDraft[], what: string): readonly StackDraft[] {
  if (drafts.length === 0) throw new InventoryError([`no ${what} was given; an inventory needs at least one`]);
  const counts = countBy(drafts, ({ name }) => name);
  const twice = Object.entries(counts).filter(([, count]) => count > 1);
  if (twice.length > 0) {
    throw new InventoryError(
      twice.map(([name, count]) => `stack ${name} is given ${count} times; give each stack once`),
    );
  }
  return drafts;
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => compareText(a, b)));
}
