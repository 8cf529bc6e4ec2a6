import type { Inventory } from '@smile/inventory';
import { deriveProviderSchema, PROVIDER_NAMES, type ProviderName, type ProviderSchema } from '../schema/index.ts';
import { RehearsalError } from './rehearsal-error.ts';

/**
 * Schemas for exactly the types that a configuration uses, one per provider.
 *
 * @throws RehearsalError for a provider that no stand-in exists for.
 */
export function schemasFor(synthesized: Inventory): ProviderSchema[] {
  const used = usedProviders(synthesized);
  const unknown = used.filter((name) => !isProvider(name));
  if (unknown.length > 0) {
    throw new RehearsalError(
      unknown.map(
        (name) =>
          `no stand-in for provider ${name}, expected one of ${PROVIDER_NAMES.join(', ')}; add its bindings to packages/rehearsal`,
      ),
    );
  }
  return used.filter(isProvider).map((name) => {
    const resources = synthesized.resources().filter(({ type }) => type === name || type.startsWith(`${name}_`));
    const typesOf = (mode: 'managed' | 'data') =>
      new Set(resources.flatMap((resource) => (resource.mode === mode ? [resource.type] : [])));
    return deriveProviderSchema(name, { resources: typesOf('managed'), dataSources: typesOf('data') });
  });
}

/** Provider names in `required_providers` of any stack, sorted. */
function usedProviders(synthesized: Inventory): string[] {
  const names = synthesized.stacks.flatMap((stack) => Object.keys(stack.requiredProviders));
  return [...new Set(names)].sort();
}

function isProvider(name: string): name is ProviderName {
  return (PROVIDER_NAMES as readonly string[]).includes(name);
}
