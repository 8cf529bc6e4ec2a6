import type { Json, JsonObject } from '@smile/inventory';

/** The objects of a list; none where there is no list. */
export function objectsAt(value: Json | undefined): readonly JsonObject[] {
  return (Array.isArray(value) ? value : []) as readonly JsonObject[];
}

/** The texts of a list; none where there is no list. */
export function textsIn(value: Json | undefined): readonly string[] {
  return (Array.isArray(value) ? value : []).map(String);
}
