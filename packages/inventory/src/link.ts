import type { OutputDraft, ResourceDraft, StackDraft } from './draft.ts';
import { Identifiers } from './identifiers.ts';
import type { Output, Problem, Reference, Resource, Stack, Target } from './model.ts';
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
    this.identifiers = new Identifiers(drafts.filter(({ holdsValues }) => holdsValues === true));
  }

  /** Follows the links of one resource. */
  resource(draft: StackDraft, { links, ...resource }: ResourceDraft): Resource {
    const references = this.follow(draft, links, resource.address, resource.module ?? '');
    const byValue = draft.holdsValues === true ? this.byValue(draft, { links, ...resource }, references) : [];
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

  /** References by identifier, to what the resource depends on: in its own stack, or in those whose states it reads. */
  private byValue(draft: StackDraft, resource: ResourceDraft, known: readonly Reference[]): readonly Reference[] {
    const needed = new Set(known.map(({ address }) => address));
    const read = this.dependenciesOf(draft);
    return this.identifiers.referencesOf(resource, ({ stack, address }) =>
      stack === draft.name ? needed.has(address) : read.has(stack),
    );
  }

  private dependenciesOf(draft: StackDraft): ReadonlySet<string> {
    const read = [...draft.remoteStates.keys()].flatMap((name) => this.resolver.producerOf(draft, name)?.name ?? []);
    const known = draft.declaredDependencies.filter((name) => this.drafts.some((other) => other.name === name));
    return new Set([...known, ...read]);
  }

  private follow(draft: StackDraft, links: readonly Link[], address: string, module: string): readonly Reference[] {
    return links.flatMap(({ path, traversal }) => {
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
          module,
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

/** Whether a traversal goes on from a resource to one of its attributes. */
function namesPart({ root, steps }: Traversal): boolean {
  const beyond = steps.slice(root === 'data' ? 2 : 1);
  return root !== 'module' && beyond.some(({ kind }) => kind === 'attribute');
}

function outputKey(stack: string, output: string): string {
  return JSON.stringify([stack, output]);
}
