import { isList, isObject, type ObjectValue, type Value } from './value.ts';

/** An object with every pair of type and value (what `dynamic` arguments travel as) replaced by the value. */
export function withoutDynamicPairs(object: ObjectValue): ObjectValue {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, unpaired(value)]));
}

function unpaired(value: Value): Value {
  if (isObject(value)) return withoutDynamicPairs(value);
  if (!isList(value)) return value;
  const [type, held] = value;
  // No other list holds bytes: Terraform has no type for them.
  return type instanceof Uint8Array ? unpaired(held ?? null) : value.map(unpaired);
}
