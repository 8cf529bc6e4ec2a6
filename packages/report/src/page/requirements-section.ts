import type { Evidence, RequirementResult } from '@smile/requirements';
import type { ReportData } from '../report-data.ts';
import { type Html, html } from './html.ts';
import { badge, code, filters, fold, section, type Tone, table } from './pieces.ts';

const TONES: Readonly<Record<RequirementResult['status'], Tone>> = { met: 'good', unmet: 'bad', open: 'warning' };

/** Most facts shown for a requirement; the command line shows all. */
const MOST_EVIDENCE = 12;

/** Every requirement with its status and what it rests on. */
export function requirementsSection({ requirements, environment }: ReportData): Html {
  if (requirements === undefined) {
    return section('requirements', 'Requirements', html`<p>Requirements were not judged for this page.</p>\n`);
  }
  const groups = [...new Set(requirements.map((one) => one.section))];
  return section(
    'requirements',
    'Requirements',
    html`${filters('requirement-list', 'requirements', [
      { key: 'status', label: 'Status', values: ['met', 'open', 'unmet'] },
    ])}<div id="requirement-list">
${groups.map(
  (group) => html`<div data-group>
<h3>${group}</h3>
${ofGroup(
  requirements.filter((one) => one.section === group),
  environment.id,
)}</div>
`,
)}</div>
`,
  );
}

/** What is open or unmet at once, what is met behind one line. */
function ofGroup(requirements: readonly RequirementResult[], environment: string): Html {
  const met = requirements.filter(({ status }) => status === 'met');
  const others = requirements.filter(({ status }) => status !== 'met');
  return html`${others.map((one) => requirement(one, environment))}${
    met.length === 0
      ? undefined
      : fold(
          html`${badge('good', `${met.length} met`)} ${met.map(({ id }) => id).join(', ')}`,
          met.map((one) => requirement(one, environment)),
        )
  }`;
}

function requirement(one: RequirementResult, environment: string): Html {
  const { id, title, statement, status, reason, resolution, deviation, evidence, problems } = one;
  return html`<details data-row data-status="${status}"${status === 'unmet' ? html` open` : undefined}>
<summary>${badge(TONES[status], status)} <strong>${id}</strong> ${title}${reason === undefined ? undefined : html` <span class="quiet">${reason}</span>`}</summary>
<p>${statement}</p>
${
  resolution === undefined
    ? undefined
    : html`<p><strong>Contradiction:</strong> ${resolution.contradiction} <strong>Decision:</strong> ${resolution.decision}</p>\n`
}${deviation === undefined ? undefined : html`<p><strong>Deviation:</strong> ${deviation}</p>\n`}${
  problems.length === 0 ? undefined : html`<ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul>\n`
}${evidenceTable(id, evidence, environment)}</details>
`;
}

function evidenceTable(id: string, evidence: readonly Evidence[], environment: string): Html | undefined {
  if (evidence.length === 0) return undefined;
  const columns = ['Expected', 'Found', 'Address', 'Stack'].map((title) => ({ title }));
  const shown = evidence.slice(0, MOST_EVIDENCE);
  const rows = shown.map(({ expected, found, address, stack }) => ({
    cells: [expected, found, code(address), stack],
  }));
  const more = evidence.length - shown.length;
  return html`${table(`Evidence for ${id}`, columns, rows)}${
    more === 0
      ? undefined
      : html`<p>And ${more} more: <code>./smile requirements ${environment} --id ${id}</code></p>\n`
  }`;
}
