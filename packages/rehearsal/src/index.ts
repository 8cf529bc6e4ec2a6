export { CACHED_BY_DEFAULT, keepsByDefault } from './cloudflare/default-cache.ts';
export { comparisonsOf, ExpressionError, parseExpression } from './cloudflare/expression.ts';
export { matchesExpression, requestTo, type ZoneRequest } from './cloudflare/request.ts';
export { renderPolicyDocument } from './data-sources/policy-document.ts';
export {
  DEFAULT_CAPABILITIES,
  POD_SECURITY_LEVELS,
  type PodSecurityLevel,
  RESTRICTED_VOLUMES,
} from './kubernetes/pod-security-standards.ts';
export { parseQuantity } from './kubernetes/quantity.ts';
export { type ObjectValue, UNKNOWN, type Value } from './protocol/value.ts';
export type { CallLog } from './provider/call-log.ts';
export type { InjectedFailure, Injection, Target } from './provider/injection.ts';
export { type StandInOptions, type StandIns, startStandIns } from './provider/start-stand-ins.ts';
export { ObjectStore, type StoredObject } from './provider/store.ts';
export { nameOfProvider } from './real/real-plan.ts';
export {
  type CodeChange,
  isKeptWhenLeftOut,
  judgeReplacement,
  type ReplacementJudgement,
  recomputedAttributes,
} from './replacement/judge-replacement.ts';
export { argumentsThatReplace, fixedNamesOf } from './replacement/replacement-questions.ts';
export type { ArgumentRule, BrokenRule } from './rules/argument-rule.ts';
export { ARGUMENT_RULES } from './rules/argument-rules.ts';
export { dottedPath, findBrokenRules } from './rules/broken-rules.ts';
export { eventPatternProblem } from './rules/event-pattern.ts';
export { isJsonPattern, patternFields } from './rules/metric-filter-pattern.ts';
export { FACTS_VERSION, findRefusedArguments, type RefusedArgument } from './rules/refused-arguments.ts';
export { escapeXml } from './runner/escape-xml.ts';
export { toJunit } from './runner/junit.ts';
export { emptyPretendState, pretendMark } from './runner/pretend-state.ts';
export { RehearsalError } from './runner/rehearsal-error.ts';
export {
  type FromEmpty,
  type JudgedFinding,
  offlineEnvironment,
  type RealPluginsOptions,
  type RehearseOptions,
  rehearse,
} from './runner/rehearse.ts';
export {
  type Finding,
  type RealProvidersReport,
  type RehearsalReport,
  resourceCount,
  STEPS,
  type StackReport,
  type Step,
  type StepResult,
} from './runner/report.ts';
export { type RewordOptions, type RewordReport, reword } from './runner/reword.ts';
export { runInOrder, type Task } from './runner/schedule.ts';
export { findTerraform, GET_TERRAFORM, OLDEST_TERRAFORM, type TerraformBinary } from './runner/terraform.ts';
export { changingVariables, terraformEnvironment } from './runner/terraform-environment.ts';
export type { ChangeCounts, ResourceChange } from './runner/terraform-events.ts';
export { parseEvent, type TerraformEvent } from './runner/terraform-events.ts';
export { schemasFor } from './runner/type-usage.ts';
export {
  type BlockSchema,
  deriveProviderSchema,
  listTypes,
  PROVIDER_NAMES,
  type ProviderName,
  type ProviderSchema,
  providerPin,
} from './schema/index.ts';
