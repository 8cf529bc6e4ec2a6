import type { SupportDate, SupportList } from '@smile/support';
import { renderTable } from '../output/table.ts';

/** The list as text: how it stands, what comes, what has no day. */
export function renderSupport({ at, until, dates, undated }: SupportList): string {
  const past = dates.filter(({ on }) => on < at);
  const coming = dates.filter(({ on }) => on >= at);
  return [
    past.length === 0 ? `nothing has ended before ${at}` : `ended before ${at}:\n${tableOf(past, at)}`,
    coming.length === 0 ? `nothing ends until ${until}` : `until ${until}:\n${tableOf(coming, at)}`,
    ...(undated.length === 0 ? [] : [`without a day:\n${undated.map(lineOf).join('\n')}`]),
  ].join('\n\n');
}

function tableOf(dates: readonly (SupportDate & { readonly on: string })[], at: string): string {
  return renderTable(
    [
      { title: 'day', value: ({ on }) => on },
      { title: 'days', value: ({ on }) => String(daysBetween(at, on)), align: 'right' },
      { title: 'what', value: ({ what }) => what },
      { title: 'then', value: ({ event, afterwards }) => `${event}: ${afterwards}` },
      { title: 'where', value: whereOf },
    ],
    dates,
  );
}

function lineOf(one: SupportDate): string {
  return `  ${one.what}: ${one.event} (${whereOf(one)})`;
}

/** Environments by their last word, which tells them apart within a country, and what more there is. */
function whereOf({ environments = [], detail }: SupportDate): string {
  const countries = new Set(environments.map((id) => id.split('/')[0]));
  const names = countries.size > 1 ? environments : environments.map((id) => id.slice(id.indexOf('/') + 1));
  return [names.join(', '), detail ?? ''].filter((part) => part !== '').join('; ') || 'the repository';
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
