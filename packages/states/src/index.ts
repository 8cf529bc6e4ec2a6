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
