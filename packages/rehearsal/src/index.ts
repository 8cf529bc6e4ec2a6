export type { CallLog } from './provider/call-log.ts';
export type { InjectedFailure, Injection, Target } from './provider/injection.ts';
export { type StandInOptions, type StandIns, startStandIns } from './provider/start-stand-ins.ts';
export { ObjectStore, type StoredObject } from './provider/store.ts';
export type { ArgumentRule, BrokenRule } from './rules/argument-rule.ts';
export { ARGUMENT_RULES } from './rules/argument-rules.ts';
export { findBrokenRules } from './rules/broken-rules.ts';
export type {
  AttributeSchema,
  BlockNesting,
  BlockSchema,
  CtyType,
  NestedBlockSchema,
  ProviderSchema,
} from './schema/schema.ts';
