import type { JsonObject, Resource } from './model.ts';

/**
 * The same function, computed once for each argument as long as that lives.
 *
 * Inventories and their resources never change, and many rules ask the same of them.
 */
export function oncePer<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: compute(key) };
    known.set(key, found);
    return found.value;
  };
}

/**
 * A function of a resource's type and arguments alone, computed once for them: not again where the same stack is read into another
 * inventory, as runs of many mutants do. What it says must not depend on references, change or construct.
 */
export function oncePerArguments<Value>(
  compute: (place: Pick<Resource, 'type' | 'values' | 'unknown'>) => Value,
): (place: Pick<Resource, 'type' | 'values' | 'unknown'>) => Value {
  const known = new WeakMap<JsonObject, { readonly type: string; readonly unknown: object; readonly value: Value }>();
  return (place) => {
    const { type, values, unknown } = place;
    const found = known.get(values);
    if (found !== undefined && found.type === type && found.unknown === unknown) return found.value;
    const value = compute(place);
    known.set(values, { type, unknown, value });
    return value;
  };
}
