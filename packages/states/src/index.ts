export { type CheckDriftOptions, checkDrift, type DriftPlan } from './drift/check-drift.ts';
export {
  type Drift,
  type DriftReport,
  type Pending,
  type StackVerdict,
  verdictOf,
} from './drift/drift-report.ts';
export { type DriftHistory, NO_HISTORY, readHistory } from './drift/history.ts';
export { isAtLeast } from './drift/severity-of.ts';
export type { Severity } from './drift/severity-table.ts';
export { toJunit } from './drift/to-junit.ts';
export { age, summaryLine, toMarkdown } from './drift/to-markdown.ts';
export { FolderStore } from './records/folder-store.ts';
export type { ObjectStore, StoredObject } from './records/object-store.ts';
export { type S3Prefix, S3Store } from './records/s3-store.ts';
export { compareStates, type ReadableState, type StateDifference } from './state/compare-states.ts';
export { type Orphan, orphansOf } from './state/compare-with-code.ts';
export { examineState, type StateExamination } from './state/examine-state.ts';
export { FileStates } from './state/file-states.ts';
export { readStateStream } from './state/read-state-stream.ts';
export { S3States } from './state/s3-states.ts';
export { StateError } from './state/state-error.ts';
export type { StateInstance } from './state/state-instance.ts';
export type { StateLock } from './state/state-lock.ts';
export { placesInBuckets, placesInFolder } from './state/state-places.ts';
export { describePlace, type StatePlace, type StateStore, type StateVersion } from './state/state-store.ts';
export { type Skew, versionSkew } from './state/version-skew.ts';
