import { costsByMonth } from '@smile/cost';
import type { Inventory } from '@smile/inventory';
import { authoritiesInSecrets, certificateDates, renewedCertificates } from './certificates.ts';
import { type DatedData, dataDates } from './data-age.ts';
import { exceptionDates } from './exceptions.ts';
import { Scope } from './scope.ts';
import type { SupportDate } from './support-date.ts';
import { type ToolVersions, toolDates } from './tools.ts';
import { addonDates, chartDates, engineDates, imageDates } from './versions.ts';

/** Which days to tell of. */
export interface SupportOptions {
  /** ISO date of today. */
  readonly at: string;
  /** Last day to look ahead to, as an ISO date. */
  readonly until: string;
  /** Ids of environments. @default - all of the inventory */
  readonly environments?: readonly string[];
  /** Versions that the repository pins. @default - not told, so none is listed */
  readonly tools?: ToolVersions;
  /** Data of others in the repository, besides prices and facts of regions. @default - none */
  readonly data?: readonly DatedData[];
}

/** Everything that ends, costs more, or needs a hand. */
export interface SupportList {
  readonly at: string;
  readonly until: string;
  /** What has happened and still counts, then what comes, by day. */
  readonly dates: readonly DatedSupport[];
  /** What has no day: nobody has published one, or it is known in the cluster alone. */
  readonly undated: readonly SupportDate[];
}

/** A date that is known. */
export type DatedSupport = SupportDate & { readonly on: string };

/**
 * One dated list of an estate. Of what has several dates, those that have passed are told by the last one alone, since that is how
 * it stands now.
 */
export function supportDates(inventory: Inventory, options: SupportOptions): SupportList {
  const { at, until, tools, data = [], environments } = options;
  const scope = new Scope(inventory, environments);
  const all: readonly SupportDate[] = [
    ...engineDates(scope),
    ...addonDates(scope),
    ...chartDates(scope),
    ...imageDates(scope),
    ...priceSteps(inventory, options),
    ...certificateDates(scope),
    ...renewedCertificates(scope),
    ...authoritiesInSecrets(scope),
    ...exceptionDates(scope),
    ...(tools === undefined ? [] : toolDates(tools)),
    ...dataDates(data),
  ];
  const dated = all.filter(isDated).sort(byDay);
  return {
    at,
    until,
    dates: dated.filter((one) => (one.on < at ? isHowItStands(one, dated, at) : one.on <= until)),
    undated: all.filter((one) => one.on === undefined).sort(byName),
  };
}

/** Days on which something costs more or less, with the code as it is. */
function priceSteps(inventory: Inventory, { at, until, environments }: SupportOptions): SupportDate[] {
  const months = monthsBetween(at, until);
  const options = { from: at, months, ...(environments === undefined ? {} : { environments }) };
  const all = costsByMonth(inventory, options).flatMap(({ environment, steps }) =>
    steps.map((step) => ({ ...step, environment })),
  );
  const keys = new Set(all.map(({ on, service, what }) => `${on} ${service}: ${what}`));
  return [...keys].flatMap((key): SupportDate[] => {
    const same = all.filter(({ on, service, what }) => `${on} ${service}: ${what}` === key);
    const usd = same.reduce((sum, { usdPerMonth }) => sum + usdPerMonth, 0);
    const [first] = same;
    if (first === undefined) return [];
    return [
      {
        on: first.on,
        what: `price of ${first.service}: ${first.what}`,
        event: usd > 0 ? 'begins' : 'ends',
        afterwards: usd > 0 ? 'costs more' : 'costs less',
        environments: same.map(({ environment }) => environment),
        detail: `USD ${usd > 0 ? '+' : ''}${usd.toFixed(2)} a month`,
        source: 'packages/cost',
      },
    ];
  });
}

/** Months from that of one day to that of another, both counted. */
function monthsBetween(from: string, to: string): number {
  const [start, end] = [from, to].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  return Math.max((end ?? 0) - (start ?? 0) + 1, 0);
}

function isDated(one: SupportDate): one is DatedSupport {
  return one.on !== undefined;
}

/** Whether nothing that has passed came after it, for the same thing in the same places. */
function isHowItStands(one: DatedSupport, all: readonly DatedSupport[], at: string): boolean {
  return !all.some((other) => other.what === one.what && other.on > one.on && other.on < at);
}

function byDay(a: DatedSupport, b: DatedSupport): number {
  return a.on < b.on ? -1 : a.on > b.on ? 1 : byName(a, b);
}

function byName(a: SupportDate, b: SupportDate): number {
  return a.what < b.what ? -1 : a.what > b.what ? 1 : 0;
}
