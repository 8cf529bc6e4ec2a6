import type { Resource } from '@smile/inventory';
import { type BlockSchema, deriveProviderSchema, PROVIDER_NAMES } from '@smile/rehearsal';

/** What was derived before: it takes about a millisecond a type, and a run of many judgements asks the same ones. */
const known = new Map<string, BlockSchema | string>();

/** The schema of a resource's type, or what is wrong with the type; undefined for a provider whose bindings nobody installed. */
export function schemaOf({ mode, type }: Pick<Resource, 'mode' | 'type'>): BlockSchema | string | undefined {
  const provider = PROVIDER_NAMES.find((name) => type.startsWith(`${name}_`));
  if (provider === undefined) return undefined;
  const key = `${mode} ${type}`;
  const found = known.get(key) ?? derive(provider, mode, type);
  known.set(key, found);
  return found;
}

function derive(provider: (typeof PROVIDER_NAMES)[number], mode: Resource['mode'], type: string): BlockSchema | string {
  const [resources, dataSources] = mode === 'managed' ? [[type], []] : [[], [type]];
  try {
    const schema = deriveProviderSchema(provider, { resources, dataSources });
    return (mode === 'managed' ? schema.resources : schema.dataSources).get(type) ?? `has no schema`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
