import type { Value } from '../protocol/value.ts';
import type { AttributeSchema, BlockSchema, CtyType } from '../schema/schema.ts';

/** Two values of an argument that a provider takes for different ones. */
export type ValuePair = readonly [before: Value, after: Value];

/**
 * Texts to try one after the other: a provider parses some arguments before it compares them, and says so when it cannot.
 * The account is one of AWS's documentation.
 */
const TEXTS: readonly (readonly [string, string])[] = [
  ['one', 'two'],
  ['arn:aws:iam::123456789012:role/one', 'arn:aws:iam::123456789012:role/two'],
  ['arn:aws:s3:::one', 'arn:aws:s3:::two'],
  ['1', '2'],
  ['10.0.0.0/16', '10.1.0.0/16'],
  ['10.0.0.1', '10.0.0.2'],
  ['{"one":"1"}', '{"two":"2"}'],
  ['2030-01-01T00:00:00Z', '2031-01-01T00:00:00Z'],
  ['1h', '2h'],
  ['true', 'false'],
  ['123456789012', '210987654321'],
];

/** Pairs to try for an argument, the likeliest first. */
export function valuePairs(type: CtyType): readonly ValuePair[] {
  if (type === 'string') return TEXTS;
  if (type === 'number') return [[1, 2]];
  if (type === 'bool') return [[false, true]];
  if (type === 'dynamic') return [];
  const [kind, element] = type;
  if (kind === 'list' || kind === 'set') return valuePairs(element).map(([before, after]) => [[before], [after]]);
  if (kind === 'map') return valuePairs(element).map(([before, after]) => [{ one: before }, { one: after }]);
  if (kind === 'tuple') return [];
  const members = Object.entries(element);
  const index = members.findIndex(([, member]) => member === 'string');
  const [name] = members[index] ?? [];
  if (name === undefined) return [];
  const nothing = Object.fromEntries(members.map(([member]) => [member, null]));
  return TEXTS.map(([before, after]) => [
    { ...nothing, [name]: before },
    { ...nothing, [name]: after },
  ]);
}

/** A block of which nothing is written. */
export function emptyBlock(block: BlockSchema): { [name: string]: Value } {
  const attributes = block.attributes.map(({ name }): [string, Value] => [name, null]);
  const blocks = block.blocks.map(({ name, nesting }): [string, Value] => [
    name,
    nesting === 'single' ? null : nesting === 'map' ? {} : [],
  ]);
  return Object.fromEntries([...attributes, ...blocks]);
}

/** Whether a configuration may set an attribute at all. */
export function isSettable({ required, optional, writeOnly }: AttributeSchema): boolean {
  return (required === true || optional === true) && writeOnly !== true;
}
