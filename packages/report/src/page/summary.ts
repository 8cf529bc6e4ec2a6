import type { ReportData } from '../report-data.ts';
import { type Content, type Html, html } from './html.ts';
import { badge, dollars, grouped, section, type Tone } from './pieces.ts';
import { daysWords, supportTone } from './support-section.ts';

/** The answers first: one tile for each question. */
export function summary(data: ReportData): Html {
  return section(
    'summary',
    'Summary',
    html`<ul class="tiles">
${requirementsTile(data)}
${guardrailsTile(data)}
${costsTile(data)}
${supportTile(data)}
${tile('Resources', grouped(data.inventory.rows.length), `in ${data.inventory.byStack.length} stacks`)}
</ul>
`,
  );
}

function tile(label: string, value: Content, note: Content): Html {
  return html`<li><span class="label">${label}</span><span class="value">${value}</span><span class="note">${note}</span></li>`;
}

function requirementsTile({ requirements }: ReportData): Html {
  if (requirements === undefined) return tile('Requirements', 'not judged', undefined);
  const count = (status: string) => requirements.filter((one) => one.status === status).length;
  const tone: Tone = count('unmet') > 0 ? 'bad' : count('open') > 0 ? 'warning' : 'good';
  return tile(
    'Requirements',
    `${count('met')} of ${requirements.length}`,
    badge(tone, `${count('unmet')} unmet, ${count('open')} open`),
  );
}

function guardrailsTile({ guardrails }: ReportData): Html {
  if (guardrails === undefined) return tile('Guardrails', 'not judged', undefined);
  const { findings, rules, waiverProblems } = guardrails;
  const count = (status: string) => findings.filter((one) => one.status === status).length;
  const failed = count('failed') + waiverProblems.length;
  const tone: Tone = failed > 0 ? 'bad' : count('warned') > 0 ? 'warning' : 'good';
  return tile(
    'Guardrails',
    `${rules} rules`,
    badge(tone, `${failed} failed, ${count('warned')} warned, ${count('waived')} waived`),
  );
}

function supportTile({ support }: ReportData): Html {
  const { at, dates } = support;
  const [next] = dates.filter(({ on, afterwards }) => on >= at && afterwards !== 'costs less');
  const ended = dates.filter(({ on }) => on < at).length;
  const note = `${grouped(ended)} ended before`;
  if (next === undefined) return tile('Next to end', 'nothing', note);
  return tile('Next to end', next.what, html`${badge(supportTone(next, at), daysWords(next.on, at))}, ${note}`);
}

function costsTile({ costs }: ReportData): Html {
  const { usdPerMonth, budgetUsd, unpriced } = costs;
  const without = new Set(unpriced.map(({ service, what }) => `${service} ${what}`)).size;
  const rest = `; ${grouped(without)} things without a price on top`;
  if (budgetUsd === undefined) return tile('Costs of a month', dollars(usdPerMonth, 0), `no budget${rest}`);
  const share = Math.round((usdPerMonth / budgetUsd) * 100);
  const tone: Tone = share > 100 ? 'bad' : share > 80 ? 'warning' : 'good';
  const note = html`${badge(tone, `${share}% of ${dollars(budgetUsd, 0)}`)}${rest}`;
  return tile('Costs of a month', dollars(usdPerMonth, 0), note);
}
