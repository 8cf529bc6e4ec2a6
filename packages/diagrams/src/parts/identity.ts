import type { Resource, Stack } from '@smile/inventory';
import { asWords } from '../words.ts';

/** Names of constructs that say nothing about what they hold. */
const SILENT = new Set(['Default', 'SecurityGroup', 'Host', 'Resource', 'Instance']);

/** What a stack holds, as in `network`: its name without the environment. */
export function layerOf({ name, environment }: Pick<Stack, 'name' | 'environment'>): string {
  const prefix = `${environment?.replace('/', '-')}-`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** An id that is the same in every environment: the construct's path inside the environment, or else the address. */
export function partId(resource: Resource): string {
  const layer = layerOf({ name: resource.stack, environment: resource.environment });
  return [layer, ...(pathOf(resource) ?? [resource.address])].join('/');
}

/** Name of a resource as people say it, after its construct. */
export function nameOf(resource: Resource): string {
  const path = pathOf(resource)?.filter((word) => !SILENT.has(word)) ?? [];
  return path.length === 0 ? asWords(resource.name) : asWords(path.join(' '));
}

/** Name after the last construct alone, as in `Application data` for `Buckets/ApplicationData`. */
export function lastNameOf(resource: Resource): string {
  const path = pathOf(resource)?.filter((word) => !SILENT.has(word)) ?? [];
  return asWords(path.at(-1) ?? resource.name);
}

/** Constructs from the stack down to the resource; undefined when the source knows none. */
function pathOf({ constructPath }: Resource): string[] | undefined {
  const path = constructPath?.split('/').slice(1);
  while (path?.at(-1) === 'Default') path.pop();
  return path === undefined || path.length === 0 ? undefined : path;
}
