export {
  type CheckOptions,
  checkGuardrails,
  type Finding,
  type GuardrailReport,
  hasPassed,
  type WaiverProblem,
  waiverProblems,
} from './check-guardrails.ts';
export { toJson } from './output/json.ts';
export { toJunit } from './output/junit.ts';
export { toMarkdown } from './output/markdown.ts';
export { renderPage } from './output/page.ts';
export { toSarif } from './output/sarif.ts';
export { type QuotaUsage, quotasOf } from './quotas/usage.ts';
export { FAMILIES, type Family, type Place, type Rule, SEVERITIES, type Severity } from './rule.ts';
export { RULES } from './rules.ts';
export { type CalendarEntry, supportCalendar } from './support-calendar.ts';
