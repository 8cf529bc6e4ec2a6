export { type HarmlessList, isHarmless } from './redaction/harmless-attributes.ts';
export { isHarmlessByName } from './redaction/harmless-names.ts';
export { redactPlan, redactStateValues } from './redaction/redact-plan.ts';
export { NOWHERE, type Place, Redactor } from './redaction/redactor.ts';
