import { isList, isObject, type ObjectValue, UNKNOWN, type Value } from '../protocol/value.ts';
import type { BlockSchema, CtyType, NestedBlockSchema } from '../schema/schema.ts';

/**
 * What Terraform proposes to a provider: the configuration, and the values of before where the provider may choose and the
 * configuration says nothing. Blocks of lists are matched by their place, those of sets not at all: we write one of each.
 * Source: terraform v1.11, internal/plans/objchange/objchange.go (ProposedNew).
 */
export function proposedState(block: BlockSchema, prior: Value, config: ObjectValue): ObjectValue {
  const before = isObject(prior) ? prior : {};
  const attributes = block.attributes.map(({ name, computed }): [string, Value] => {
    const written = config[name] ?? null;
    return [name, written === null && computed === true ? (before[name] ?? null) : written];
  });
  const blocks = block.blocks.map((nested): [string, Value] => [
    nested.name,
    proposedBlocks(nested, before[nested.name] ?? null, config[nested.name] ?? null),
  ]);
  return Object.fromEntries([...attributes, ...blocks]);
}

function proposedBlocks({ block }: NestedBlockSchema, prior: Value, config: Value): Value {
  if (isList(config)) {
    const before = isList(prior) ? prior : [];
    return config.map((one, index) => (isObject(one) ? proposedState(block, before[index] ?? null, one) : one));
  }
  return isObject(config) ? proposedState(block, prior, config) : config;
}

/** A planned object as it might be after apply: something stands where the plan knew nothing. */
export function settledState(block: BlockSchema, planned: ObjectValue): ObjectValue {
  const attributes = block.attributes.map(({ name, type }): [string, Value] => {
    const value = planned[name] ?? null;
    return [name, value === UNKNOWN ? something(type) : withoutUnknown(value)];
  });
  const blocks = block.blocks.map(({ name, block: inner, nesting }): [string, Value] => {
    const value = planned[name] ?? null;
    if (value === UNKNOWN) return [name, nesting === 'map' ? {} : nesting === 'single' ? null : []];
    if (isList(value)) return [name, value.map((one) => (isObject(one) ? settledState(inner, one) : null))];
    return [name, isObject(value) && nesting === 'single' ? settledState(inner, value) : value];
  });
  return Object.fromEntries([...attributes, ...blocks]);
}

function something(type: CtyType): Value {
  if (type === 'string') return 'made-by-the-service';
  if (type === 'number') return 7;
  if (type === 'bool') return false;
  if (type === 'dynamic') return null;
  const [kind, element] = type;
  if (kind === 'map') return {};
  if (kind === 'object')
    return Object.fromEntries(Object.entries(element).map(([name, one]) => [name, something(one)]));
  return [];
}

function withoutUnknown(value: Value): Value {
  if (value === UNKNOWN) return null;
  if (isList(value)) return value.map(withoutUnknown);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutUnknown(one)]));
}
