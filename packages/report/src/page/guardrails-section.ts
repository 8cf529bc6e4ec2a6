import type { FindingFact, ReportData } from '../report-data.ts';
import { type Html, html } from './html.ts';
import { badge, code, filters, fold, section, type Tone, table } from './pieces.ts';

const TONES: Readonly<Record<FindingFact['status'], Tone>> = { failed: 'bad', warned: 'warning', waived: 'quiet' };
const ORDER: readonly FindingFact['status'][] = ['failed', 'warned', 'waived'];

/** What the rules found: failures at once, warnings by rule, what is accepted behind one line. */
export function guardrailsSection({ guardrails, at }: ReportData): Html {
  if (guardrails === undefined) {
    return section('guardrails', 'Guardrails', html`<p>Guardrails were not asked for this page.</p>\n`);
  }
  const { rules, findings, waiverProblems } = guardrails;
  return section(
    'guardrails',
    'Guardrails',
    html`<p>${rules} rules were asked as of ${at}, beside the other environments, as <code>./smile guardrails</code> does without a name${findings.length === 0 ? ', and found nothing' : ''}.</p>
${
  waiverProblems.length === 0
    ? undefined
    : html`<h3>Waivers to look at</h3>
<ul>${waiverProblems.map((problem) => html`<li>${problem}</li>`)}</ul>
`
}${findings.length === 0 ? undefined : list(findings)}`,
  );
}

function list(findings: readonly FindingFact[]): Html {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const of = (status: FindingFact['status']) => findings.filter((one) => one.status === status);
  const [failed, waived] = [of('failed'), of('waived')];
  return html`${filters('finding-list', 'findings', [
    { key: 'status', label: 'Status', values: ORDER },
    { key: 'rule', label: 'Rule', values: rules },
  ])}<div id="finding-list">
${failed.length === 0 ? undefined : findingTable('Failed', failed)}${byRule(of('warned'))}${
  waived.length === 0
    ? undefined
    : html`<div data-group>${fold(html`${badge('quiet', `${waived.length} waived`)} accepted for a while`, findingTable('Waived', waived))}</div>
`
}</div>
`;
}

/** Warnings of one rule say the same of many, so each rule is one line. */
function byRule(findings: readonly FindingFact[]): Html[] {
  return [...new Set(findings.map(({ rule }) => rule))].map((rule) => {
    const all = findings.filter((one) => one.rule === rule);
    const summary = html`${badge('warning', `${all.length} warned`)} <strong>${rule}</strong> ${all[0]?.message}`;
    return html`<div data-group>${fold(summary, findingTable(`Warned by ${rule}`, all))}</div>
`;
  });
}

function findingTable(caption: string, findings: readonly FindingFact[]): Html {
  const columns = ['Where', 'Finding', 'Status', 'Waiver', 'Rule', 'Severity'].map((title) => ({ title }));
  const rows = findings.map(({ rule, severity, status, message, remedy, stack, address, constructPath, waiver }) => ({
    data: { status, rule },
    cells: [
      code(constructPath ?? `${stack} ${address}`),
      status === 'waived' ? message : html`${message}<br><span class="quiet">${remedy}</span>`,
      badge(TONES[status], status),
      waiver === undefined ? undefined : `${waiver.reason} (${waiver.owner}, until ${waiver.expires})`,
      rule,
      severity,
    ],
  }));
  return table(caption, columns, rows);
}
