export { PROVIDER_NAMES, type ProviderName } from './binding-package.ts';
export { deriveProviderSchema, listTypes, providerPin } from './derive-provider-schema.ts';
export type { BlockSchema, ProviderSchema } from './schema.ts';
