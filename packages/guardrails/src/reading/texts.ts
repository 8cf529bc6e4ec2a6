import type { Json } from '@smile/inventory';

/** Every text in a value, with the path of each as in `rule[0].id`. */
export function textsOf(value: Json, path = ''): readonly { readonly path: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item: Json, index) => textsOf(item, `${path}[${index}]`));
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, path === '' ? key : `${path}.${key}`));
}
