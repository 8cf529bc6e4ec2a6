import type { FindingFact, ReportData } from '../report-data.ts';
import { type Html, html } from './html.ts';
import { badge, code, filters, section, type Tone, table } from './pieces.ts';

const TONES: Readonly<Record<FindingFact['status'], Tone>> = { failed: 'bad', warned: 'warning', waived: 'quiet' };
const ORDER: readonly FindingFact['status'][] = ['failed', 'warned', 'waived'];

/** What the rules found, and what is accepted until when. */
export function guardrailsSection({ guardrails, at }: ReportData): Html {
  if (guardrails === undefined) {
    return section('guardrails', 'Guardrails', html`<p>Guardrails were not asked for this page.</p>\n`);
  }
  const { rules, findings, waiverProblems } = guardrails;
  const sorted = ORDER.flatMap((status) => findings.filter((one) => one.status === status));
  return section(
    'guardrails',
    'Guardrails',
    html`<p>${rules} rules were asked as of ${at}${findings.length === 0 ? ', and found nothing' : ''}.</p>
${
  waiverProblems.length === 0
    ? undefined
    : html`<h3>Waivers to look at</h3>
<ul>${waiverProblems.map((problem) => html`<li>${problem}</li>`)}</ul>
`
}${sorted.length === 0 ? undefined : list(sorted)}`,
  );
}

function list(findings: readonly FindingFact[]): Html {
  const columns = ['Status', 'Finding', 'Where', 'Waiver', 'Rule', 'Severity'].map((title) => ({ title }));
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const rows = findings.map(({ rule, severity, status, message, remedy, stack, address, constructPath, waiver }) => ({
    data: { status, rule },
    cells: [
      badge(TONES[status], status),
      status === 'waived' ? message : html`${message}<br><span class="quiet">${remedy}</span>`,
      code(constructPath ?? `${stack} ${address}`),
      waiver === undefined ? undefined : `${waiver.reason} (${waiver.owner}, until ${waiver.expires})`,
      rule,
      severity,
    ],
  }));
  return html`${filters('finding-list', 'findings', [
    { key: 'status', label: 'Status', values: ORDER },
    { key: 'rule', label: 'Rule', values: rules },
  ])}<div id="finding-list">
${table('Findings of the guardrails', columns, rows)}</div>
`;
}
