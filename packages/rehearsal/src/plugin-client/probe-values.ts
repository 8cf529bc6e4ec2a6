import type { ObjectValue, Value } from '../protocol/value.ts';
import type { AttributeSchema, BlockSchema, CtyType } from '../schema/schema.ts';

/** What to fill a configuration with. */
export interface Filling {
  readonly text: string;
  readonly number: number;
}

/** Deepest block that is filled: rules of firewalls nest without end. */
const DEEPEST = 4;

/** A configuration with every argument null and no block. */
export function emptyConfiguration(block: BlockSchema): ObjectValue {
  const attributes = block.attributes.map(({ name }): [string, Value] => [name, null]);
  const blocks = block.blocks.map(({ name, nesting }): [string, Value] => [name, repeated(nesting, null)]);
  return Object.fromEntries([...attributes, ...blocks]);
}

/** A configuration with every block given once, and every argument set unless there is nothing to fill it with. */
export function fullConfiguration(block: BlockSchema, filling: Filling | undefined, depth = 0): ObjectValue {
  const attributes = block.attributes.map((attribute): [string, Value] => [
    attribute.name,
    filling !== undefined && isSettable(attribute) ? sampleOf(attribute.type, filling) : null,
  ]);
  const blocks = block.blocks.map(({ name, nesting, block: inner }): [string, Value] => {
    const isLeftOut = depth >= DEEPEST || name === 'timeouts';
    return [name, repeated(nesting, isLeftOut ? null : fullConfiguration(inner, filling, depth + 1))];
  });
  return Object.fromEntries([...attributes, ...blocks]);
}

/** A configuration with one argument or block set, and the blocks that it is in. */
export function singleConfiguration(block: BlockSchema, path: string, filling: Filling): ObjectValue {
  const [name = '', ...rest] = path.split('.');
  const empty = emptyConfiguration(block);
  const attribute = block.attributes.find((one) => one.name === name);
  if (attribute !== undefined) return { ...empty, [name]: sampleOf(attribute.type, filling) };
  const nested = block.blocks.find((one) => one.name === name);
  if (nested === undefined) throw new Error(`there is no argument ${name}`);
  const inner =
    rest.length === 0 ? emptyConfiguration(nested.block) : singleConfiguration(nested.block, rest.join('.'), filling);
  return { ...empty, [name]: repeated(nested.nesting, inner) };
}

/** Dotted paths of every argument and block that can be set, the shallow ones first. */
export function settablePaths(block: BlockSchema, depth = 0): string[] {
  const own = [...block.attributes.filter(isSettable), ...block.blocks.filter(({ name }) => name !== 'timeouts')];
  const deeper =
    depth >= DEEPEST
      ? []
      : block.blocks.flatMap(({ name, block: inner }) =>
          settablePaths(inner, depth + 1).map((path) => `${name}.${path}`),
        );
  return [...own.map(({ name }) => name), ...deeper].sort((a, b) => a.split('.').length - b.split('.').length);
}

/** Identifiers are the provider's own, although the SDK's schemas let them be set. */
function isSettable({ name, required, optional, computed }: AttributeSchema): boolean {
  return required === true || (optional === true && !(name === 'id' && computed === true));
}

function repeated(nesting: BlockSchema['blocks'][number]['nesting'], body: ObjectValue | null): Value {
  if (nesting === 'single') return body;
  if (nesting === 'map') return body === null ? {} : { probe: body };
  return body === null ? [] : [body];
}

function sampleOf(type: CtyType, filling: Filling): Value {
  if (type === 'string') return filling.text;
  if (type === 'number') return filling.number;
  if (type === 'bool') return true;
  if (type === 'dynamic') return null;
  if (type[0] === 'list' || type[0] === 'set') return [sampleOf(type[1], filling)];
  if (type[0] === 'map') return { probe: sampleOf(type[1], filling) };
  if (type[0] === 'tuple') return type[1].map((one) => sampleOf(one, filling));
  return Object.fromEntries(Object.entries(type[1]).map(([name, member]) => [name, sampleOf(member, filling)]));
}
