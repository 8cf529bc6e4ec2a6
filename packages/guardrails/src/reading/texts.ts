import { type Json, oncePerArguments } from '@smile/inventory';

/** A text in a value, with its path as in `rule[0].id`. */
export interface PlacedText {
  readonly path: string;
  readonly text: string;
}

/** Every text in a value. */
export function textsOf(value: Json): readonly PlacedText[] {
  const found: PlacedText[] = [];
  collect(value, '', found);
  return found;
}

/** Every text in a resource's arguments; many rules look for something in all of them. */
export const textsIn = oncePerArguments(({ values }) => textsOf(values));

function collect(value: Json, path: string, found: PlacedText[]): void {
  if (typeof value === 'string') found.push({ path, text: value });
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(item as Json, `${path}[${index}]`, found);
    return;
  }
  for (const [key, inner] of Object.entries(value)) collect(inner, path === '' ? key : `${path}.${key}`, found);
}
