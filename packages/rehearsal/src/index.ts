export { type ObjectValue, UNKNOWN, type Value } from './protocol/value.ts';
export type { CallLog } from './provider/call-log.ts';
export type { InjectedFailure, Injection, Target } from './provider/injection.ts';
export { type StandInOptions, type StandIns, startStandIns } from './provider/start-stand-ins.ts';
export { ObjectStore, type StoredObject } from './provider/store.ts';
export type { ArgumentRule, BrokenRule } from './rules/argument-rule.ts';
export { ARGUMENT_RULES } from './rules/argument-rules.ts';
export { findBrokenRules } from './rules/broken-rules.ts';
export { eventPatternProblem } from './rules/event-pattern.ts';
export { isJsonPattern, patternFields } from './rules/metric-filter-pattern.ts';
export { escapeXml } from './runner/escape-xml.ts';
export { toJunit } from './runner/junit.ts';
export { RehearsalError } from './runner/rehearsal-error.ts';
export { type JudgedFinding, offlineEnvironment, type RehearseOptions, rehearse } from './runner/rehearse.ts';
export {
  type Finding,
  type RehearsalReport,
  resourceCount,
  STEPS,
  type StackReport,
  type Step,
  type StepResult,
} from './runner/report.ts';
export { findTerraform, GET_TERRAFORM, OLDEST_TERRAFORM, type TerraformBinary } from './runner/terraform.ts';
export type { ChangeCounts, ResourceChange } from './runner/terraform-events.ts';
export { schemasFor } from './runner/type-usage.ts';
export {
  deriveProviderSchema,
  listTypes,
  PROVIDER_NAMES,
  type ProviderName,
  type ProviderSchema,
} from './schema/index.ts';
