import type { Json, JsonObject } from '@smile/inventory';
import type { Mutant, Stacks } from './mutant.ts';
import { type Change, changesOf } from './operators.ts';
import { argumentOf, formatPath, type Path, type Place, placesIn, withValue } from './places.ts';
import { swapsOf } from './swaps.ts';

/** A part of a stack in which faults are made: a resource, a provider, the backend. */
interface Site {
  readonly stack: string;
  readonly body: JsonObject;
  readonly path: Path;
  readonly address: string;
  readonly type: string;
}

/** Every fault that the operators make in some stacks, in the order of the stacks. */
export function* mutantsOf(stacks: Stacks): Generator<Mutant> {
  for (const [stack, body] of Object.entries(stacks)) {
    for (const site of sitesOf(stack, body)) yield* mutantsAt(site);
  }
}

function* sitesOf(stack: string, body: JsonObject): Generator<Site> {
  for (const section of ['resource', 'data'] as const) {
    for (const [type, names] of Object.entries(objectOf(body[section]))) {
      for (const name of Object.keys(objectOf(names))) {
        const address = `${section === 'data' ? 'data.' : ''}${type}.${name}`;
        const prefix = section === 'data' ? 'data.' : '';
        yield { stack, body, path: [section, type, name], address, type: `${prefix}${type}` };
      }
    }
  }
  for (const name of Object.keys(objectOf(body.provider))) {
    yield { stack, body, path: ['provider', name], address: `provider.${name}`, type: `provider.${name}` };
  }
  for (const part of Object.keys(objectOf(body.terraform))) {
    yield { stack, body, path: ['terraform', part], address: `terraform.${part}`, type: `terraform.${part}` };
  }
}

function* mutantsAt(site: Site): Generator<Mutant> {
  const { body, path } = site;
  const made = ({ operator, value }: Change, at: Path): Mutant => ({
    stack: site.stack,
    address: site.address,
    type: site.type,
    argument: argumentOf(at.slice(path.length)),
    at: formatPath(at.slice(path.length)),
    operator,
    body: withValue(body, at, value),
  });
  if (path[0] === 'resource') yield made({ operator: 'left out', value: undefined }, path);
  for (const { path: inner, value } of placesIn(valueAt(body, path)).slice(1)) {
    const at = [...path, ...inner];
    if (isWhole({ path: inner, value })) yield made({ operator: 'unset', value: undefined }, at);
    for (const change of changesOf(value, argumentOf(inner))) yield made(change, at);
    if (typeof value === 'string') for (const swap of swapsOf(value, body)) yield made(swap, at);
  }
}

/** Whether it is an argument or a block, which can be left out; an element of a plain list is a matter of the list. */
function isWhole({ path, value }: Place): boolean {
  return typeof path.at(-1) === 'string' || (typeof value === 'object' && value !== null);
}

function valueAt(body: JsonObject, path: Path): Json {
  return path.reduce<Json>((value, step) => objectOf(value)[step] ?? null, body);
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}
