import type { OutputDraft, ResourceDraft, StackDraft } from './draft.ts';
import { Identifiers } from './identifiers.ts';
import type { Output, Problem, Reference, Resource, Stack, Target } from './model.ts';
import { withoutKeys } from './module-path.ts';
import { Resolver } from './resolver.ts';
import { compareText } from './stable-order.ts';
import { stackLayers } from './stack-layers.ts';
import { formatTraversal, type Link, type Traversal } from './traversal.ts';

/** A linked graph: every reference ends at a resource. */
export interface Graph {
  readonly stacks: readonly Stack[];
  readonly resources: readonly Resource[];
  readonly outputs: readonly Output[];
  readonly problems: readonly Problem[];
}

type Consumer = Output['consumers'][number];

/** Turns what the readers found into a graph; what cannot be followed becomes a problem. */
export function link(drafts: readonly StackDraft[]): Graph {
  const linker = new Linker(drafts);
  const resources = drafts.flatMap((draft) => draft.resources.map((resource) => linker.resource(draft, resource)));
  const outputs = linker.withConsumers(
    drafts.flatMap((draft) => draft.outputs.map((output) => linker.output(draft, output))),
  );
  return {
    stacks: linker.stacks().sort((a, b) => a.layer - b.layer || compareText(a.name, b.name)),
    resources: resources.sort((a, b) => compareText(a.stack, b.stack) || compareText(a.address, b.address)),
    outputs: outputs.sort((a, b) => compareText(a.stack, b.stack) || compareText(a.name, b.name)),
    problems: linker.problems.sort(
      (a, b) => compareText(a.stack, b.stack) || compareText(a.address, b.address) || compareText(a.path, b.path),
    ),
  };
}

/** Collects problems and the readers of outputs while it resolves one draft after the other. */
class Linker {
  readonly problems: Problem[] = [];
  private readonly drafts: readonly StackDraft[];
  private readonly resolver: Resolver;
  private readonly identifiers: Identifiers;
  private readonly consumers = new Map<string, Consumer[]>();

  constructor(drafts: readonly StackDraft[]) {
    this.drafts = drafts;
    this.resolver = new Resolver(new Map(drafts.map((draft) => [draft.name, draft])));
    this.identifiers = new Identifiers(drafts.filter(holdsIdentifiers));
  }

  /** Follows the links of one resource. */
  resource(draft: StackDraft, { links, configured, ...resource }: ResourceDraft): Resource {
    const references = this.follow(draft, links, resource.address, resource.module ?? '');
    const byValue = this.byValue(draft, { links, configured, ...resource }, references);
    return { ...resource, stack: draft.name, references: [...references, ...byValue] };
  }

  /** Follows the links of one output; its readers come later. */
  output(draft: StackDraft, { links, ...output }: OutputDraft): Output {
    const producers = this.follow(draft, links, `output.${output.name}`, '');
    return {
      ...output,
      stack: draft.name,
      producers: producers.map(({ stack, address, attribute }): Target => ({ stack, address, attribute })),
      consumers: [],
    };
  }

  /** Adds to each output who reads it; everything has to be linked before. */
  withConsumers(outputs: readonly Output[]): Output[] {
    return outputs.map((output) => ({
      ...output,
      consumers: this.consumers.get(outputKey(output.stack, output.name)) ?? [],
    }));
  }

  /** All stacks with what they depend on: what the source names, and every remote state they read. */
  stacks(): Stack[] {
    const dependencies = new Map(this.drafts.map((draft) => [draft.name, this.dependenciesOf(draft)]));
    const { layers, cycle } = stackLayers(dependencies);
    for (const stack of cycle) {
      this.report(
        stack,
        '',
        '',
        `depends on itself or on a stack of the cycle ${cycle.join(', ')}, so no order exists`,
      );
    }
    return this.drafts.map(
      ({
        declaredDependencies,
        resources,
        outputs,
        locals,
        variables,
        declared,
        modules,
        remoteStates,
        holdsValues,
        ...stack
      }) => ({
        ...stack,
        dependencies: [...(dependencies.get(stack.name) ?? [])].sort(compareText),
        layer: layers.get(stack.name) ?? 0,
      }),
    );
  }

  /**
   * References by identifier.
   *
   * A state does not tell what was set from what AWS filled in, such as the balancers of a target group, so there identifiers
   * lead only to what the resource depends on: in its own stack, or in those whose states it reads. What was imported has no
   * dependencies at all, and may refer to whatever does not depend on it. A plan tells: there an identifier that the
   * configuration sets without a reference leads to whatever has it.
   */
  private byValue(draft: StackDraft, resource: ResourceDraft, known: readonly Reference[]): readonly Reference[] {
    const { configured } = resource;
    if (configured !== undefined) {
      const followed = new Set(known.map(argumentOf));
      const written = Object.entries(resource.values).filter(([name]) => configured.has(name) && !followed.has(name));
      return this.identifiers.referencesOf({ ...resource, values: Object.fromEntries(written) }, () => true);
    }
    if (draft.holdsValues !== true) return [];
    const needed = new Set(known.map(({ address }) => address));
    const read = this.dependenciesOf(draft);
    return this.identifiers.referencesOf(resource, ({ stack, address }) => {
      if (stack !== draft.name) return read.has(stack);
      return needed.has(address) || (resource.links.length === 0 && !this.dependsOn(draft, address, resource));
    });
  }

  /** Whether the state says that one resource depends on another. */
  private dependsOn(draft: StackDraft, address: string, { type, name, module = '' }: ResourceDraft): boolean {
    const links = draft.resources.find((one) => one.address === address)?.links ?? [];
    return links.some(({ traversal, module: from = '' }) => {
      const [first] = traversal.steps;
      return (
        traversal.root === type && first?.kind === 'attribute' && first.name === name && from === withoutKeys(module)
      );
    });
  }

  private dependenciesOf(draft: StackDraft): ReadonlySet<string> {
    const read = [...draft.remoteStates.keys()].flatMap((name) => this.resolver.producerOf(draft, name)?.name ?? []);
    const known = draft.declaredDependencies.filter((name) => this.drafts.some((other) => other.name === name));
    return new Set([...known, ...read]);
  }

  private follow(draft: StackDraft, links: readonly Link[], address: string, module: string): readonly Reference[] {
    return links.flatMap(({ path, traversal, module: from = module }) => {
      if (/^depends_on\b/.test(path) && namesPart(traversal)) {
        // "Invalid depends_on reference", says `terraform validate`; cdktf writes this for a dependsOn across stacks.
        this.report(
          draft.name,
          address,
          path,
          `names ${formatTraversal(traversal)}, but depends_on takes whole resources of the same stack; ` +
            'between stacks declare stack.addDependency instead',
        );
      }
      const arrivals = this.resolver.resolve(
        {
          draft,
          module: from,
          via: [],
          report: (message) => this.report(draft.name, address, path, message),
          read: (stack, output) => this.consume(outputKey(stack, output), { stack: draft.name, address, path }),
        },
        traversal,
      );
      const expression = formatTraversal(traversal);
      return arrivals.map((arrival) => ({ ...arrival, path, expression }));
    });
  }

  private consume(output: string, consumer: Consumer): void {
    this.consumers.set(output, [...(this.consumers.get(output) ?? []), consumer]);
  }

  private report(stack: string, address: string, path: string, message: string): void {
    this.problems.push({ stack, address, path, message });
  }
}

/** Whether a draft has values that AWS gave out: a state, or a plan. */
function holdsIdentifiers({ holdsValues, resources }: StackDraft): boolean {
  return holdsValues === true || resources.some(({ configured }) => configured !== undefined);
}

function argumentOf({ path }: Reference): string {
  return path.replace(/[.[].*$/, '');
}

/** Whether a traversal goes on from a resource to one of its attributes. */
function namesPart({ root, steps }: Traversal): boolean {
  const beyond = steps.slice(root === 'data' ? 2 : 1);
  return root !== 'module' && beyond.some(({ kind }) => kind === 'attribute');
}

function outputKey(stack: string, output: string): string {
  return JSON.stringify([stack, output]);
}
