import type { SupportStatus } from '@smile/core';
import type { ReportData } from '../report-data.ts';
import { type Html, html } from './html.ts';
import { badge, section, type Tone, table } from './pieces.ts';

/** Days before the end from which it is time to act. */
const SOON = 180;

/** Versions with the dates on which their support ends. */
export function supportSection({ support, at }: ReportData): Html {
  const rows = support.map(({ product, version, where, status }) => ({
    cells: [
      product,
      version,
      badge(supportTone(status), supportWords(status)),
      status.state === 'unknown' ? 'not published' : status.period.standardEnds,
      status.state === 'unknown' ? 'not published' : (status.period.extendedEnds ?? 'not sold'),
      where.join('; '),
    ],
  }));
  const sources = [...new Set(support.flatMap(({ status }) => ('period' in status ? status.period.source : [])))];
  const columns = ['Product', 'Version', 'Status', 'Standard support until', 'Paid support until', 'Where'];
  return section(
    'support',
    'End of support',
    rows.length === 0
      ? html`<p>Nothing here has a version whose support ends.</p>\n`
      : html`<p>As of ${at}, what ends next comes first. Dates are from ${sources.join('; ') || 'no source'}.</p>
${table(
  'Versions and the end of their support',
  columns.map((title) => ({ title })),
  rows,
)}`,
  );
}

/** How urgent the end of a version's support is. */
export function supportTone(status: SupportStatus): Tone {
  if (status.state === 'unknown') return 'quiet';
  if (status.state === 'ended') return 'bad';
  return status.state === 'extended' || status.daysLeft <= SOON ? 'warning' : 'good';
}

/** Where a version stands, in words. */
export function supportWords(status: SupportStatus): string {
  if (status.state === 'unknown') return 'no date published';
  if (status.state === 'ended') return `ended ${days(status.daysSince)} ago`;
  return status.state === 'extended'
    ? `paid support, ${days(status.daysLeft)} left`
    : `supported, ${days(status.daysLeft)} left`;
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
