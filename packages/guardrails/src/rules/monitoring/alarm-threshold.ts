import type { MetricRow, Statistic, Unit } from '../../data/metrics/metric-service.ts';
import { metricRows } from '../../data/metrics.ts';
import { Block } from '../../reading/block.ts';
import { type FilterMetric, filterMetrics, isSamePlace } from '../../reading/metric-filters.ts';
import { subjectOf } from '../../reading/metric-subject.ts';
import { serviceOf, type WatchedMetric, watchedMetrics } from '../../reading/watched-metrics.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const alarmThreshold: Rule = {
  id: 'SMILE_ALARM_THRESHOLD',
  family: 'monitoring',
  severity: 'high',
  title: 'CloudWatch alarms can reach their threshold, and only when something is wrong',
  what: 'Threshold, comparison, statistic, period and `treat_missing_data` of every `aws_cloudwatch_metric_alarm` fit the metric: its unit and bounds, its bad side, the statistics that mean something, how often it is published, and whether it is published at all while there is nothing to count.',
  why: 'Processor above 100%, free space above a limit, a share where bytes are counted, or a silent metric that counts as good: each is taken by CloudWatch, and the first call comes from users.',
  remedy:
    "Give the threshold in the metric's unit, compare with its bad side, and take a statistic that its guide names.",
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
  check: (context) =>
    watchedMetrics(context).flatMap((metric) =>
      problemsOf(metric, context).map((message) => ({ place: metric.alarm, message })),
    ),
};

interface Bounds {
  readonly lowest: number;
  readonly highest: number;
}

const UNLIMITED: Bounds = { lowest: 0, highest: Number.POSITIVE_INFINITY };

/** What a single value can be. */
const BOUNDS: Readonly<Partial<Record<Unit, Bounds>>> = {
  percent: { lowest: 0, highest: 100 },
  flag: { lowest: 0, highest: 1 },
  // Until a certificate of ACM, or one that was imported, ends.
  days: { lowest: Number.NEGATIVE_INFINITY, highest: Number.POSITIVE_INFINITY },
};

function problemsOf(metric: WatchedMetric, context: RuleContext): readonly string[] {
  const service = serviceOf(metric.namespace);
  const rows = service === undefined || metric.name === undefined ? [] : metricRows(service, metric.name);
  const [row] = rows;
  if (row === undefined) return ownProblems(metric, context);
  const statistic = kindOf(metric.statistic);
  const allowed = row.statistics;
  const wrongStatistic =
    statistic === undefined || allowed === undefined || allowed.includes(statistic)
      ? []
      : [`statistic of ${metric.name} must be ${allowed.join(' or ')}, got ${metric.statistic}`];
  const bounds = statistic === 'Sum' || statistic === 'SampleCount' ? UNLIMITED : (BOUNDS[row.unit] ?? UNLIMITED);
  return [
    ...wrongStatistic,
    ...periodProblem(metric, row.everySeconds ?? service?.everySeconds ?? 60, context),
    ...(metric.inMath
      ? []
      : [
          ...sideProblem(metric, row),
          ...reachProblem(metric, bounds),
          ...unitProblem(metric, row),
          ...sizeProblem(metric, context),
          ...(row.sparse === true ? silenceProblem(metric, row.bad === 'either') : []),
        ]),
  ];
}

/** A metric that one of our own filters writes: the values that it can have are known. */
function ownProblems(metric: WatchedMetric, context: RuleContext): readonly string[] {
  const written = filterMetrics(context).filter(
    ({ filter, namespace, name }) =>
      isSamePlace(filter, metric.alarm) && namespace === metric.namespace && name === metric.name,
  );
  const [filter] = written;
  if (filter === undefined || metric.inMath) return [];
  const statistic = kindOf(metric.statistic);
  const isCounted = statistic === 'Sum' || statistic === 'SampleCount';
  const bounds = isCounted ? UNLIMITED : valuesOf(filter);
  const { value, defaultValue = 0 } = filter;
  return [
    ...(value !== undefined && value <= defaultValue
      ? [
          `${metric.name} must be written with a higher value for a match than without one, got ${value} and ${defaultValue}`,
        ]
      : []),
    // One match among many records makes an average of nearly nothing; how few there are says nothing.
    ...(statistic === 'Average'
      ? [`statistic of ${metric.name} must be Sum, because it counts matches, got Average`]
      : []),
    ...(comparison(metric).operator.startsWith('LessThan') && filter.defaultValue !== undefined
      ? [
          `comparison_operator of ${metric.name} must be GreaterThan…, because it counts matches, got ${comparison(metric).operator}`,
        ]
      : []),
    ...(bounds === undefined ? [] : reachProblem(metric, bounds)),
    ...(filter.defaultValue === undefined ? silenceProblem(metric, true) : []),
  ];
}

function valuesOf({ value, defaultValue }: FilterMetric): Bounds | undefined {
  if (value === undefined) return undefined;
  const all = [value, ...(defaultValue === undefined ? [] : [defaultValue])];
  return { lowest: Math.min(...all), highest: Math.max(...all) };
}

function kindOf(statistic: string | undefined): Statistic | undefined {
  if (statistic === undefined) return undefined;
  const simple = (['Average', 'Maximum', 'Minimum', 'Sum', 'SampleCount'] as const).find((one) => one === statistic);
  return simple ?? 'percentile';
}

function comparison(metric: WatchedMetric): { readonly operator: string; readonly threshold?: number } {
  const alarm = Block.of(metric.alarm);
  return { operator: alarm.text('comparison_operator') ?? '', threshold: alarm.number('threshold') };
}

function sideProblem(metric: WatchedMetric, { bad }: MetricRow): readonly string[] {
  const { operator } = comparison(metric);
  const side = /^Greater\w+Threshold$/.test(operator) && !operator.startsWith('LessThanLower') ? 'high' : 'low';
  if (bad === 'either' || !/^(?:Greater|Less)Than(?:OrEqualTo)?Threshold$/.test(operator) || side === bad) return [];
  const words = bad === 'high' ? 'GreaterThan… because much of it is bad' : 'LessThan… because little of it is bad';
  return [`comparison_operator of ${metric.name} must be ${words}, got ${operator}`];
}

function reachProblem(metric: WatchedMetric, { lowest, highest }: Bounds): readonly string[] {
  const { operator, threshold } = comparison(metric);
  if (threshold === undefined) return [];
  const [never, always] = {
    GreaterThanThreshold: [threshold >= highest, threshold < lowest],
    GreaterThanOrEqualToThreshold: [threshold > highest, threshold <= lowest],
    LessThanThreshold: [threshold <= lowest, threshold > highest],
    LessThanOrEqualToThreshold: [threshold < lowest, threshold >= highest],
  }[operator] ?? [false, false];
  if (!never && !always) return [];
  const range = highest === Number.POSITIVE_INFINITY ? `${lowest} or more` : `${lowest} to ${highest}`;
  return [
    `threshold of ${metric.name}, which is ${range}, must be one that it can cross; ${operator} ${threshold} is ${never ? 'never' : 'always'} so`,
  ];
}

function unitProblem(metric: WatchedMetric, { plausible, unit, bad }: MetricRow): readonly string[] {
  const { threshold } = comparison(metric);
  if (plausible === undefined || threshold === undefined) return [];
  const [lowest, highest] = plausible;
  if ((threshold >= lowest && threshold <= highest) || (threshold === 0 && bad !== 'low')) return [];
  return [`threshold of ${metric.name} is in ${unit}, got ${threshold}`];
}

/** What the resource itself says of how much there can be. */
function sizeProblem(metric: WatchedMetric, context: RuleContext): readonly string[] {
  const { threshold, operator } = comparison(metric);
  if (threshold === undefined || metric.name !== 'FreeStorageSpace' || !operator.startsWith('Less')) return [];
  const { resource } = subjectOf(context, metric, 'DBInstanceIdentifier');
  const size = resource === undefined ? undefined : Block.of(resource).number('allocated_storage');
  return size === undefined || threshold < size * 1024 ** 3
    ? []
    : [`threshold of FreeStorageSpace must be less than the disk of ${size} GiB, got ${threshold} bytes`];
}

function periodProblem(metric: WatchedMetric, everySeconds: number, context: RuleContext): readonly string[] {
  const { period, name, namespace } = metric;
  const every = namespace === 'AWS/EC2' && isDetailed(metric, context) ? 60 : everySeconds;
  return period === undefined || period >= every
    ? []
    : [`period of ${name} must be at least ${every} seconds, which is how often it is published, got ${period}`];
}

function isDetailed(metric: WatchedMetric, context: RuleContext): boolean {
  const { resource } = subjectOf(context, metric, 'InstanceId');
  return resource !== undefined && Block.of(resource).flag('monitoring', false) === true;
}

/** Nothing is published while there is nothing to count, so silence is what decides. */
function silenceProblem(metric: WatchedMetric, mayBeLow: boolean): readonly string[] {
  const { operator, threshold } = comparison(metric);
  const silence = Block.of(metric.alarm).text('treat_missing_data') ?? 'missing';
  if (operator.startsWith('Greater') && silence === 'breaching') {
    return [`treat_missing_data must not be breaching for ${metric.name}, which is silent while all is well`];
  }
  if (mayBeLow && operator.startsWith('Less') && threshold !== undefined && threshold <= 1 && silence !== 'breaching') {
    return [
      `treat_missing_data must be breaching for ${metric.name} below ${threshold}, which is never published as 0, got ${silence}`,
    ];
  }
  return [];
}
