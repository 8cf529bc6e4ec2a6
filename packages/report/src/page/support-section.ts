import type { DatedSupport, SupportDate } from '@smile/support';
import type { ReportData } from '../report-data.ts';
import { type Content, type Html, html } from './html.ts';
import { badge, fold, section, type Tone, table } from './pieces.ts';

/** Days before the end from which it is time to act. */
const SOON = 180;

/** What ends, costs more, or needs a hand: how it stands, what comes, and what has no day. */
export function supportSection({ support }: ReportData): Html {
  const { at, until, dates, undated } = support;
  const past = dates.filter(({ on }) => on < at);
  const later = dates.filter(({ on }) => on >= at);
  const waivers = later.filter(({ afterwards }) => afterwards === 'the rule fails');
  const coming = later.filter((one) => !waivers.includes(one));
  return section(
    'support',
    'What ends, costs more, or needs a hand',
    html`<p>As of ${at}, looking ahead to ${until}. The command is <code>./smile support</code>.</p>
${past.length === 0 ? undefined : tableOf('Has ended', past, at)}${
  coming.length === 0 ? html`<p>Nothing ends until then.</p>\n` : tableOf('Comes', coming, at)
}${
  waivers.length === 0
    ? undefined
    : fold(`${waivers.length} waivers that end`, tableOf('Waivers that end', waivers, at))
}${undated.length === 0 ? undefined : fold(`${undated.length} without a day`, withoutDay(undated))}`,
  );
}

const COLUMNS = ['Day', 'What', 'Then', 'More'].map((title) => ({ title }));

function tableOf(caption: string, dates: readonly DatedSupport[], at: string): Html {
  return table(
    caption,
    COLUMNS,
    dates.map((one) => row(one, at)),
  );
}

function row(one: DatedSupport, at: string): { readonly cells: readonly Content[] } {
  const { on, what, event, afterwards, detail } = one;
  return {
    cells: [html`${on}<br>${badge(supportTone(one, at), daysWords(on, at))}`, what, `${event}: ${afterwards}`, detail],
  };
}

function withoutDay(undated: readonly SupportDate[]): Html {
  return html`<ul>${undated.map(({ what, event, detail }) => html`<li>${what}: ${event}${detail === undefined ? '' : ` (${detail})`}</li>`)}</ul>
`;
}

/** How urgent a date is. */
export function supportTone({ on, afterwards }: DatedSupport, at: string): Tone {
  if (afterwards === 'costs less' || afterwards === 'maintenance with security updates') return 'quiet';
  if (on >= at) return daysBetween(at, on) <= SOON ? 'warning' : 'good';
  return afterwards === 'no support' || afterwards === 'not trusted any more' ? 'bad' : 'warning';
}

/** How far off a date is. */
export function daysWords(on: string, at: string): string {
  const days = daysBetween(at, on);
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days < 0 ? `${count} ago` : `in ${count}`;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
