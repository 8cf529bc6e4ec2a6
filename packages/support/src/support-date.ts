/** What is true after a date, or why it asks for a hand. */
export type Afterwards =
  | 'paid extended support'
  | 'maintenance with security updates'
  | 'security updates by the community alone'
  | 'AWS upgrades it by itself'
  | 'no support'
  | 'costs more'
  | 'costs less'
  | 'not trusted any more'
  | 'the rule fails'
  | 'drift is reported'
  | 'to be read again';

/** A day on which something ends, costs more, or needs a hand. */
export interface SupportDate {
  /** ISO date: the last day before it, or for prices the first day of the new one. @default - nobody has published one */
  readonly on?: string;
  /** As in `MySQL on RDS 8.0`. Dates of one thing have the same. */
  readonly what: string;
  /** What ends or begins, as in `standard support ends`. */
  readonly event: string;
  readonly afterwards: Afterwards;
  /** Environments that have it. @default - the repository itself */
  readonly environments?: readonly string[];
  /** More of it: how many, where, or how much. @default - nothing more */
  readonly detail?: string;
  /** Where the date is from. */
  readonly source: string;
}

/** An ISO date some days later. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
