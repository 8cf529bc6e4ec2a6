import type { Json, JsonObject } from '@smile/inventory';
import type { BlockSchema } from '@smile/rehearsal';
import { isExpression } from '../../reading/block.ts';
import { inCode } from '../../reading/checks.ts';
import { schemaOf } from '../../reading/schema-of.ts';
import type { Rule } from '../../rule.ts';

/** Arguments of Terraform itself, which every resource may have. */
const META_ARGUMENTS = new Set(['count', 'for_each', 'dynamic', 'provider']);

export const providerSchema: Rule = {
  id: 'SMILE_PROVIDER_SCHEMA',
  family: 'semantics',
  severity: 'high',
  title: "Arguments fit the provider's schema",
  what: 'Every resource and data source has the arguments that its schema requires, none that the schema lacks, and values of the right type.',
  why: 'Terraform refuses the whole stack at plan, or drops nothing and says "Unsupported argument" where a typo was meant to protect something.',
  remedy:
    'Correct the argument; types in the bindings say what there is. An override (addOverride) is not checked by the compiler.',
  source: 'https://developer.hashicorp.com/terraform/language/syntax/json',
  check: inCode(({ resources, dataSources }) =>
    [...resources('**'), ...dataSources('**')].flatMap((place) => {
      const schema = schemaOf(place);
      if (schema === undefined) return [];
      const messages = typeof schema === 'string' ? [schema] : problemsOf(place.values, schema, '');
      return messages.map((message) => ({ place, message }));
    }),
  ),
};

/** A block's schema by the name of its members, since every resource of a type asks it. */
interface Members {
  readonly attributes: ReadonlyMap<string, BlockSchema['attributes'][number]>;
  readonly blocks: ReadonlyMap<string, BlockSchema['blocks'][number]>;
  readonly required: readonly string[];
  readonly needed: readonly BlockSchema['blocks'][number][];
}

const remembered = new WeakMap<BlockSchema, Members>();

function membersOf(schema: BlockSchema): Members {
  const known = remembered.get(schema);
  if (known !== undefined) return known;
  const members: Members = {
    attributes: new Map(schema.attributes.map((one) => [one.name, one])),
    blocks: new Map(schema.blocks.map((one) => [one.name, one])),
    required: schema.attributes.filter(({ required }) => required === true).map(({ name }) => name),
    needed: schema.blocks.filter(({ minItems = 0 }) => minItems > 0),
  };
  remembered.set(schema, members);
  return members;
}

/** Everything in which a block differs from its schema. */
function problemsOf(values: JsonObject, schema: BlockSchema, at: string): readonly string[] {
  const { attributes, blocks, required, needed } = membersOf(schema);
  const dynamic = (values.dynamic ?? {}) as JsonObject;
  const problems: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const [attribute, block] = [attributes.get(name), blocks.get(name)];
    if (attribute !== undefined) problems.push(...ofAttribute(attribute, value, `${at}${name}`));
    else if (block !== undefined) problems.push(...ofBlocks(block, value, `${at}${name}`));
    else if (!META_ARGUMENTS.has(name)) problems.push(`${at}${name} is no argument of it`);
  }
  for (const name of required) if (!isThere(values[name])) problems.push(`${at}${name} is required, got nothing`);
  for (const block of needed) {
    const isWritten = values[block.name] !== undefined || dynamic[block.name] !== undefined;
    if (!isWritten) problems.push(...ofBlocks(block, [], `${at}${block.name}`));
  }
  return problems;
}

function ofAttribute({ type, required, optional }: BlockSchema['attributes'][number], value: Json, at: string) {
  if (required !== true && optional !== true) return isThere(value) ? [`${at} is read only, and must be left out`] : [];
  const wanted = typeof type === 'string' ? type : type[0];
  return fits(value, wanted) ? [] : [`${at} must be a ${wanted}, got ${JSON.stringify(value)}`];
}

function ofBlocks({ block, minItems = 0, maxItems = 0 }: BlockSchema['blocks'][number], value: Json, at: string) {
  if (typeof value === 'string') return [];
  const written = [value].flat().filter((one): one is JsonObject => isBlock(one));
  return [
    ...(written.length < minItems ? [`${at} must occur at least ${minItems} times, got ${written.length}`] : []),
    ...(maxItems > 0 && written.length > maxItems
      ? [`${at} must occur at most ${maxItems} times, got ${written.length}`]
      : []),
    ...written.flatMap((one) => problemsOf(one, block, `${at}.`)),
  ];
}

/** Whether Terraform can convert a written value to a type; an expression may be anything. */
function fits(value: Json, wanted: string): boolean {
  if (value === null || (typeof value === 'string' && isExpression(value))) return true;
  switch (wanted) {
    case 'string':
      return typeof value !== 'object';
    case 'number':
      return (
        typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)))
      );
    case 'bool':
      return typeof value === 'boolean' || value === 'true' || value === 'false';
    case 'list':
    case 'set':
    case 'tuple':
      return Array.isArray(value);
    case 'map':
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    default:
      return true;
  }
}

function isThere(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}

function isBlock(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
