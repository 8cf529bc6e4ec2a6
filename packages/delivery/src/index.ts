export {
  BUNDLE_FILES,
  BUNDLE_FORMAT,
  type Bundle,
  type BundledStack,
  type FileHashes,
  STACK_FILES,
  type StateMark,
} from './bundle/bundle.ts';
export { BundleError } from './bundle/bundle-error.ts';
export { digestOf, hashFolder, sha256 } from './bundle/digest.ts';
export { isStackBundle, type ReadBundle, type ReadStack, readBundle, readStackBundle } from './bundle/read-bundle.ts';
export { beyondDraft } from './changes/containment.ts';
export { countActions, type PlannedAction, plannedActions } from './changes/planned-action.ts';
export { fullSource, LISTED_PROVIDERS } from './gate/forbidden-content.ts';
export { type ApplyRequest, refusalOf } from './gate/refusal.ts';
export { type HarmlessList, isHarmless } from './redaction/harmless-attributes.ts';
export { isHarmlessByName } from './redaction/harmless-names.ts';
export { redactPlan, redactStateValues } from './redaction/redact-plan.ts';
export { NOWHERE, type Place, Redactor } from './redaction/redactor.ts';
export {
  type BundleSummary,
  isUnchanged,
  type StackSummary,
  summarize,
  summarizeStack,
} from './summary/bundle-summary.ts';
export { constructPathOf, type ResourceChange, resourceChanges } from './summary/resource-change.ts';
export { summaryToMarkdown } from './summary/to-markdown.ts';
export { summaryToText } from './summary/to-text.ts';
