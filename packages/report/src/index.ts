export { type CollectReportOptions, collectReport } from './collect-report.ts';
export { renderReport } from './page/render-report.ts';
export type {
  DiagramFact,
  FindingFact,
  GuardrailFacts,
  ReportData,
} from './report-data.ts';
