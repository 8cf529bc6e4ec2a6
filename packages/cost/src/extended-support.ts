import { type Product, SUPPORT_PERIODS } from '@smile/core';

/** The step of a price of extended support. */
export interface PaidSupport {
  readonly step: 'years-1-and-2' | 'year-3';
  /** As in `years 1 and 2`. */
  readonly words: string;
}

/** Years after which RDS and ElastiCache double their price. https://aws.amazon.com/rds/mysql/pricing, https://aws.amazon.com/elasticache/pricing */
const YEARS_AT_FIRST_PRICE = 2;

/**
 * Which price of extended support a version pays on a day; undefined while it has standard support, after all support, and for
 * versions whose vendor has published no end.
 */
export function paidSupport(product: Product, version: string, on: string): PaidSupport | undefined {
  const days = supportSteps(product, version);
  if (days === undefined || on < days.starts || on >= days.ends) return undefined;
  return on < days.doubles ? { step: 'years-1-and-2', words: 'years 1 and 2' } : { step: 'year-3', words: 'year 3' };
}

/** The days on which the price of a version's support changes. */
export interface SupportSteps {
  /** First day that is paid for. */
  readonly starts: string;
  /** First day at the higher price; not before `ends` where there is none. */
  readonly doubles: string;
  /** First day without any support. */
  readonly ends: string;
}

/** When a version's support begins to cost, costs more, and ends; undefined where none is sold or no end is published. */
export function supportSteps(product: Product, version: string): SupportSteps | undefined {
  const period = SUPPORT_PERIODS.find((row) => row.product === product && row.version === version);
  if (period?.extendedEnds === undefined) return undefined;
  const starts = dayAfter(period.standardEnds);
  const doubles = new Date(`${starts}T00:00:00Z`);
  doubles.setUTCFullYear(doubles.getUTCFullYear() + YEARS_AT_FIRST_PRICE);
  return { starts, doubles: isoDay(doubles), ends: dayAfter(period.extendedEnds) };
}

function dayAfter(day: string): string {
  return isoDay(new Date(Date.parse(day) + 86_400_000));
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
