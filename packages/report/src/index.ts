export { type CollectReportOptions, collectReport } from './collect-report.ts';
export { renderReport } from './page/render-report.ts';
export type {
  DiagramFact,
  EvidenceFact,
  FindingFact,
  GuardrailFacts,
  ReportData,
  RequirementFact,
} from './report-data.ts';
