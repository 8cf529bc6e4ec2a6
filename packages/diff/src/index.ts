export { type CompareOptions, compareEstates, type EstateSide } from './compare-estates.ts';
export type { CostFigures, CostOf } from './cost-of.ts';
export { DiffReport, diffSchema, type ResourceChange } from './diff-report.ts';
export { EFFECTS } from './effects/effect-of.ts';
export { toMarkdown } from './output/to-markdown.ts';
export { toText } from './output/to-text.ts';
export { type PlannedStack, type ReportOfPlansOptions, reportOfPlans } from './report-of-plans.ts';
export { type SideFacts, sideFacts } from './sections/side-facts.ts';
