/** What a metric counts in; a threshold is in the same. */
export type Unit = 'percent' | 'bytes' | 'count' | 'flag' | 'seconds' | 'milliseconds' | 'days' | 'credits';

/** What CloudWatch can make of the values of a period; `percentile` stands for `p95` and its like. */
export type Statistic = 'Average' | 'Maximum' | 'Minimum' | 'Sum' | 'SampleCount' | 'percentile';

/** Metrics of a service that are alike, as its guide lists them. */
export interface MetricRow {
  /** Names, separated by blanks. */
  readonly names: string;
  /** Sets of dimension names that the service publishes the metric under; CloudWatch finds nothing under any other. */
  readonly dimensions: readonly (readonly string[])[];
  readonly unit: Unit;
  /** Which side is bad; `either` where both mean something. */
  readonly bad: 'high' | 'low' | 'either';
  /** Statistics that mean something, by the service's guide. @default - all but `Sum` for shares, all for the rest */
  readonly statistics?: readonly Statistic[];
  /** Seconds between two values. @default - that of the service */
  readonly everySeconds?: number;
  /** Whether nothing at all is published while there is nothing to count. @default false */
  readonly sparse?: boolean;
  /** Bounds of a threshold that somebody can mean; beyond them it is in another unit. @default - none */
  readonly plausible?: readonly [lowest: number, highest: number];
}

/** What one service publishes to CloudWatch. */
export interface MetricService {
  /** As in `AWS/RDS`. */
  readonly namespace: string;
  /** Page of the service's guide that lists its metrics and dimensions. */
  readonly source: string;
  /** The only region that has them. @default - that of the resource */
  readonly region?: string;
  /** Seconds between two values. @default 60 */
  readonly everySeconds?: number;
  readonly rows: readonly MetricRow[];
}

/** Values that no statistic adds up: a sum of five averages says nothing. */
export const NO_SUM: readonly Statistic[] = ['Average', 'Maximum', 'Minimum', 'SampleCount', 'percentile'];
