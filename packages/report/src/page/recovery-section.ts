import type { ReportData, TableFact } from '../report-data.ts';
import { type Html, html } from './html.ts';
import { badge, section, table } from './pieces.ts';

/** What works when something of the data platform is lost, and how much and how long recovery takes. */
export function recoverySection({ recovery }: ReportData): Html {
  return section(
    'recovery',
    'When something is lost',
    recovery === undefined
      ? html`<p>This environment has no data platform.</p>\n`
      : html`<p>By the members and copies in the values. Sections are those of <code>docs/runbooks/data-platform-failures.md</code>.</p>
${facts('What still works', recovery.losses)}<h3>Recovery point and recovery time</h3>
<p>When everything of a component is gone. Times are promises of the values until an exercise has measured them.</p>
${facts('Recovery', recovery.recovery)}`,
  );
}

function facts(caption: string, { columns, rows }: TableFact): Html {
  return table(
    caption,
    columns.map((title) => ({ title })),
    rows.map((row) => ({ cells: row.map(cellOf) })),
  );
}

function cellOf(text: string): Html | string {
  if (text === 'yes') return badge('good', text);
  return text === 'no' ? badge('bad', text) : text;
}
