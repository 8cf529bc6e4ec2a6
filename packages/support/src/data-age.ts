import { CALENDARS_READ_ON, knownRegions, regionFacts } from '@smile/core';
import { pricedRegions, priceFile } from '@smile/cost';
import { daysAfter, type SupportDate } from './support-date.ts';

/** Days after which data that others change is to be read again. */
const LASTS = { prices: 365, facts: 365, calendars: 90, ranges: 90 } as const;

/** Where data of others was read, and when. */
export interface DatedData {
  /** As in `ranges of Cloudflare`. */
  readonly what: string;
  /** ISO date. */
  readonly readOn: string;
  /** What reads it again. */
  readonly command: string;
}

/** Data that is to be read again: prices and facts of regions, and what else was read. */
export function dataDates(ranges: readonly DatedData[]): SupportDate[] {
  const calendars = {
    what: 'calendars of end of support',
    readOn: CALENDARS_READ_ON,
    command: 'packages/core/src/lifecycle/end-of-support.ts',
  };
  return [
    ...priceDates(),
    ...instancePriceDates(),
    ...factDates(),
    toBeRead(calendars, LASTS.calendars),
    ...ranges.map((one) => toBeRead(one, LASTS.ranges)),
  ];
}

/** The oldest price of each region, since one that is years old hides in an average. */
function priceDates(): SupportDate[] {
  return pricedRegions().flatMap((region) => {
    const [oldest] = (priceFile(region)?.prices ?? []).toSorted((a, b) => (a.readOn < b.readOn ? -1 : 1));
    return oldest === undefined
      ? []
      : [
          toBeRead(
            {
              what: `prices of ${region}`,
              readOn: oldest.readOn,
              command: `aws pricing get-products; the oldest is ${oldest.id}`,
            },
            LASTS.prices,
          ),
        ];
  });
}

/** Prices of EC2 are among the facts of regions. */
function instancePriceDates(): SupportDate[] {
  return knownRegions().flatMap((region) => {
    const { ec2Prices } = regionFacts(region);
    const [oldest] = Object.values(ec2Prices?.byType ?? {})
      .flatMap(({ readOn }) => readOn ?? [])
      .sort();
    const what = `prices of EC2 in ${region}`;
    return oldest === undefined
      ? []
      : [toBeRead({ what, readOn: oldest, command: 'aws pricing get-products' }, LASTS.prices)];
  });
}

function factDates(): SupportDate[] {
  return knownRegions().map((region) =>
    toBeRead(
      {
        what: `facts of ${region}`,
        readOn: regionFacts(region).asOf,
        command: 'the commands in packages/core/README.md',
      },
      LASTS.facts,
    ),
  );
}

function toBeRead({ what, readOn, command }: DatedData, days: number): SupportDate {
  return {
    on: daysAfter(readOn, days),
    what,
    event: `read on ${readOn}, ${days} days old then`,
    afterwards: 'to be read again',
    detail: command,
    source: 'the data itself',
  };
}
