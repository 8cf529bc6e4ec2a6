import type { OutputDraft, ResourceDraft, StackDraft } from './draft.ts';
import { asList, asObject } from './json-narrowing.ts';
import type { Json, JsonObject } from './model.ts';
import { isAtOrBelow } from './read-value.ts';
import { Resolver } from './resolver.ts';
import { formatSteps, type Step } from './traversal.ts';

/** A value that a plan leaves open, and where it belongs. */
interface Settled {
  readonly steps: readonly Step[];
  readonly value: Json;
}

/**
 * Plans of which one knows what another leaves open.
 *
 * On the first apply of an estate every stack is planned after those below it were applied: the plan of a producer does not
 * know the ARN that AWS will give out, while the plan of a reader has it from the producer's outputs. What a resource got that
 * did not exist before can only be that. Of one that is replaced, readers may have the old value, so it stays open.
 */
export function settleFromReaders(drafts: readonly StackDraft[]): readonly StackDraft[] {
  const resolver = new Resolver(new Map(drafts.map((draft) => [draft.name, draft])));
  const settled = new Map<ResourceDraft, Settled[]>();
  for (const draft of drafts) {
    for (const { type, name, values } of draft.resources) {
      if (type !== 'terraform_remote_state') continue;
      const producer = resolver.producerOf(draft, name);
      if (producer !== undefined) collect(producer, asObject(values.outputs), settled);
    }
  }
  return drafts.map((draft) => ({ ...draft, resources: draft.resources.map((one) => settle(one, settled.get(one))) }));
}

function collect(producer: StackDraft, outputs: JsonObject, settled: Map<ResourceDraft, Settled[]>): void {
  const created = new Map(
    producer.resources
      .filter(({ mode, change }) => mode === 'managed' && change?.action === 'create')
      .map((resource) => [resource.address, resource]),
  );
  for (const output of producer.outputs) {
    const value = outputs[output.name];
    const { address, steps } = sourceOf(output);
    const resource = created.get(address);
    if (value === undefined || resource === undefined || !isOpen(resource, steps)) continue;
    settled.set(resource, [...(settled.get(resource) ?? []), { steps, value }]);
  }
}

/** The attribute that an output is, and nothing else. */
function sourceOf({ links }: OutputDraft): { readonly address: string; readonly steps: readonly Step[] } {
  const [link, ...others] = links;
  const [name, ...steps] = link?.traversal.steps ?? [];
  if (link?.exact !== true || others.length > 0 || name?.kind !== 'attribute') return { address: '', steps: [] };
  return { address: `${link.traversal.root}.${name.name}`, steps };
}

function isOpen({ unknown }: ResourceDraft, steps: readonly Step[]): boolean {
  if (steps.length === 0 || steps.some(({ kind }) => kind === 'any')) return false;
  return unknown.some((path) => isAtOrBelow(path, formatSteps(steps)));
}

function settle(resource: ResourceDraft, found: readonly Settled[] = []): ResourceDraft {
  if (found.length === 0) return resource;
  const known = new Set(found.map(({ steps }) => formatSteps(steps)));
  return {
    ...resource,
    values: found.reduce<JsonObject>(
      (values, { steps, value }) => asObject(put(values, steps, value)),
      resource.values,
    ),
    unknown: resource.unknown.filter((path) => !known.has(path)),
  };
}

function put(into: Json | undefined, [step, ...further]: readonly Step[], value: Json): Json {
  if (step === undefined || step.kind === 'any') return value;
  const key = step.kind === 'attribute' ? step.name : step.key;
  if (typeof key === 'string') return { ...asObject(into), [key]: put(asObject(into)[key], further, value) };
  const list = [...asList(into)];
  list[key] = put(list[key], further, value);
  return list;
}
