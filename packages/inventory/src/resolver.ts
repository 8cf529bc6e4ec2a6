import { AddressBook } from './address-book.ts';
import type { RemoteState, StackDraft } from './draft.ts';
import { asObject } from './json-narrowing.ts';
import type { Json, Reference } from './model.ts';
import { calledFrom, callerOf, withoutKeys } from './module-path.ts';
import { sortKeys } from './stable-order.ts';
import { formatSteps, formatTraversal, type Link, type Step, type Traversal } from './traversal.ts';

/** Where a traversal ends; `via` lists what it passed through. */
export type Arrival = Pick<Reference, 'stack' | 'address' | 'attribute' | 'via'>;

/** Where a traversal is written. */
export interface Origin {
  readonly draft: StackDraft;
  /** Module path that names are relative to; empty for the root module. */
  readonly module: string;
  /** Locals and outputs already passed through. */
  readonly via: readonly string[];
  /** Receives what is wrong with the traversal. */
  readonly report: (message: string) => void;
  /** Receives the output of another stack that is read here. */
  readonly read: (stack: string, output: string) => void;
}

const NOT_A_RESOURCE = new Set(['each', 'count', 'self', 'path', 'terraform']);
const CDKTF_REMOTE_STATE = /^cross-stack-reference-input-(.+)$/;

/** Follows traversals to resources: through local values, and through outputs of other stacks. */
export class Resolver {
  private readonly stacks: ReadonlyMap<string, StackDraft>;
  private readonly books: ReadonlyMap<string, AddressBook>;

  constructor(stacks: ReadonlyMap<string, StackDraft>) {
    this.stacks = stacks;
    this.books = new Map([...stacks].map(([name, draft]) => [name, new AddressBook(draft)]));
  }

  /** Every resource that a traversal ends at; none for literals and for what the source does not show. */
  resolve(origin: Origin, traversal: Traversal): readonly Arrival[] {
    const { root, steps } = traversal;
    const [first, second, ...rest] = steps;
    if (NOT_A_RESOURCE.has(root) || first?.kind !== 'attribute') return [];
    if (root === 'var') return this.throughVariable(origin, traversal, first.name);
    if (root === 'module') return this.throughModule(origin, traversal, first.name);
    if (root === 'local') return this.throughLocal(origin, traversal, first.name);
    if (root !== 'data') return this.toResource(origin, traversal, `${root}.${first.name}`, steps.slice(1));
    if (second?.kind !== 'attribute') return [];
    const producer = first.name === 'terraform_remote_state' ? this.producerOf(origin.draft, second.name) : undefined;
    const [outputs, output, ...further] = rest;
    if (producer !== undefined && output !== undefined && outputs?.kind === 'attribute' && outputs.name === 'outputs') {
      return this.throughOutput(origin, traversal, { producer, name: nameOf(output), further });
    }
    return this.toResource(origin, traversal, `data.${first.name}.${second.name}`, rest);
  }

  /** The stack whose state a `terraform_remote_state` reads: by the name cdktf gives it, or else by an equal backend. */
  producerOf(draft: StackDraft, dataSource: string): StackDraft | undefined {
    const path = CDKTF_REMOTE_STATE.exec(dataSource)?.[1];
    const remote = draft.remoteStates.get(dataSource);
    const drafts = [...this.stacks.values()];
    return (
      drafts.find(({ name, constructPath }) => path !== undefined && (constructPath ?? name) === path) ??
      drafts.find(({ backend }) => backend !== undefined && remote !== undefined && isSameState(backend, remote))
    );
  }

  /** A variable of the root is set from outside; one of a module is what its caller passes. */
  private throughVariable(origin: Origin, traversal: Traversal, name: string): readonly Arrival[] {
    const { draft, module } = origin;
    const scope = draft.modules?.get(withoutKeys(module));
    const variables = module === '' ? draft.variables : scope?.variables;
    if (variables?.has(name) === false) reportMissing(origin, traversal, draft, `variable ${name}`);
    if (module === '') return [];
    const links = scope?.inputs.get(name) ?? [];
    return this.onward(
      { ...origin, module: callerOf(module) },
      links,
      traversal.steps.slice(1),
      `${module}.var.${name}`,
    );
  }

  /** An output of a module that this one calls, or the module as a whole. */
  private throughModule(origin: Origin, traversal: Traversal, name: string): readonly Arrival[] {
    const { draft, via } = origin;
    const [key, ...others] = traversal.steps.slice(1);
    const isKey = key !== undefined && key.kind !== 'attribute';
    const [output, ...further] = isKey ? others : traversal.steps.slice(1);
    const module = calledFrom(origin.module, name, isKey ? key : undefined);
    const scope = draft.modules?.get(withoutKeys(module));
    if (output?.kind !== 'attribute') {
      const inside = draft.modules === undefined ? [] : (this.books.get(draft.name)?.inModule(module) ?? []);
      return inside.map((address) => ({ stack: draft.name, address, attribute: '', via }));
    }
    const links = scope?.outputs.get(output.name);
    if (scope !== undefined && links === undefined) {
      reportMissing(origin, traversal, draft, `output ${output.name} in ${withoutKeys(module)}`);
    }
    return this.onward({ ...origin, module }, links ?? [], further, `${module}.${output.name}`);
  }

  private throughLocal(origin: Origin, traversal: Traversal, name: string): readonly Arrival[] {
    const { locals } = origin.draft;
    if (locals === undefined) return [];
    const links = locals.get(name);
    if (links === undefined) reportMissing(origin, traversal, origin.draft, `local ${name}`);
    return this.onward(origin, links ?? [], traversal.steps.slice(1), `local.${name}`);
  }

  private throughOutput(
    origin: Origin,
    traversal: Traversal,
    { producer, name, further }: { producer: StackDraft; name: string; further: readonly Step[] },
  ): readonly Arrival[] {
    const output = producer.outputs.find((candidate) => candidate.name === name);
    if (output === undefined) reportMissing(origin, traversal, producer, `output ${name}`);
    if (output !== undefined) origin.read(producer.name, output.name);
    // What lies beyond the output is the producer's matter, and reported there.
    const there = { ...origin, draft: producer, module: '', report: ignore, read: ignore };
    return this.onward(there, output?.links ?? [], further, `output ${producer.name}.${name}`);
  }

  /** Goes on from a named value to what the steps after its name pick from it. */
  private onward(origin: Origin, links: readonly Link[], further: readonly Step[], stop: string): readonly Arrival[] {
    if (origin.via.includes(stop)) return [];
    const onwards = { ...origin, via: [...origin.via, stop] };
    return links.flatMap(({ traversal, exact, path }) => {
      const left = stepsBeyond(path, further);
      if (left === undefined) return [];
      const steps = exact ? [...traversal.steps, ...left] : traversal.steps;
      return this.resolve(onwards, { root: traversal.root, steps });
    });
  }

  private toResource(origin: Origin, traversal: Traversal, base: string, steps: readonly Step[]): readonly Arrival[] {
    const { draft, module, via } = origin;
    const lookup = this.books.get(draft.name)?.find(module, base, steps);
    if (lookup?.found === 'missing') reportMissing(origin, traversal, draft, `resource ${base}`);
    if (lookup?.found !== 'instances') return [];
    return lookup.addresses.map((address) => ({
      stack: draft.name,
      address,
      attribute: formatSteps(lookup.rest),
      via,
    }));
  }
}

function ignore(): void {}

function reportMissing(origin: Origin, traversal: Traversal, draft: StackDraft, what: string): void {
  origin.report(`refers to ${formatTraversal(traversal)}, but stack ${draft.name} has no ${what}`);
}

function nameOf(step: Step): string {
  if (step.kind === 'attribute') return step.name;
  return step.kind === 'index' ? String(step.key) : '[*]';
}

/** Steps left after walking to `path`; undefined when they lead to another part of the value. */
function stepsBeyond(path: string, steps: readonly Step[]): readonly Step[] | undefined {
  for (let taken = 0; taken <= steps.length; taken += 1) {
    if (steps[taken - 1]?.kind === 'any') return [];
    if (formatSteps(steps.slice(0, taken)) === path) return steps.slice(taken);
  }
  return path.startsWith(formatSteps(steps)) ? [] : undefined;
}

/** Two S3 states are the same by bucket and key, others by all their settings: credentials and regions may differ. */
function isSameState(backend: { readonly type: string; readonly config: Json }, remote: RemoteState): boolean {
  if (backend.type !== remote.backend) return false;
  const [ours, theirs] = [backend.config, remote.config].map((config) => stateIdentity(backend.type, asObject(config)));
  return ours === theirs;
}

function stateIdentity(type: string, config: Readonly<Record<string, Json>>): string {
  const identity = type === 's3' ? { bucket: config.bucket ?? null, key: config.key ?? null } : config;
  return JSON.stringify(sortKeys(identity));
}
