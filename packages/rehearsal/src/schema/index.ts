export { PROVIDER_NAMES, type ProviderName } from './binding-package.ts';
export { deriveProviderSchema, listTypes, type TypeUsage } from './derive-provider-schema.ts';
export type {
  AttributeSchema,
  BlockNesting,
  BlockSchema,
  CtyType,
  NestedBlockSchema,
  ProviderSchema,
} from './schema.ts';
