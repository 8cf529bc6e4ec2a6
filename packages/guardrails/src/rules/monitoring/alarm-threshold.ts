import type { Resource } from '@smile/inventory';
import type { MetricRow, Statistic, Unit } from '../../data/metrics/metric-service.ts';
import { metricRows } from '../../data/metrics.ts';
import { Block } from '../../reading/block.ts';
import { type FilterMetric, filterMetricsNear } from '../../reading/metric-filters.ts';
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
  check: (context) => [
    ...watchedMetrics(context).flatMap((metric) =>
      problemsOf(metric, context).map((message) => ({ place: metric.alarm, message })),
    ),
    ...context
      .resources('aws_cloudwatch_metric_alarm')
      .flatMap((place) => mathProblems(place).map((message) => ({ place, message }))),
  ],
};

interface Bounds {
  readonly lowest: number;
  readonly highest: number;
}

const UNLIMITED: Bounds = { lowest: 0, highest: Number.POSITIVE_INFINITY };

/** Metric math whose range shows: a share times 100, or a sum of metrics that have bounds. */
function mathProblems(alarm: Resource): readonly string[] {
  const queries = Block.of(alarm).blocks('metric_query');
  const returned = queries.find((query) => query.flag('return_data', false) === true) ?? queries[0];
  const expression = returned?.text('expression');
  if (expression === undefined) return [];
  const bounds = isShare(expression) ? { lowest: 0, highest: 100 } : sumBounds(expression, queries);
  return bounds === undefined ? [] : crossing(alarm, `expression ${expression}`, bounds);
}

/** `100 * a / b`, alone or as what `IF` gives beside a number; a sum outside the product may be of anything. */
function isShare(expression: string): boolean {
  const [, whole = expression] = /^\s*IF\s*\((?:[^(),]|\([^()]*\))*,(.*),\s*-?[\d.]+\s*\)\s*$/i.exec(expression) ?? [];
  const product = whole
    .replaceAll(/[A-Z_]+\s*\([^()]*\)/gi, 'x')
    .replaceAll(/\(\s*(\w+\s*\/\s*\w+)\s*\)/g, '$1')
    .replaceAll(/\([^()]*\)/g, 'x');
  return /^\s*(?:100\s*\*\s*\w+\s*\/\s*\w+|\w+\s*\/\s*\w+\s*\*\s*100)\s*$/.test(product);
}

function sumBounds(expression: string, queries: readonly Block[]): Bounds | undefined {
  const [, listed = expression.replaceAll('+', ',')] = /^\s*SUM\s*\(\s*\[([^\]]*)\]\s*\)\s*$/i.exec(expression) ?? [];
  const ids = listed.split(',').map((id) => id.trim());
  if (ids.length < 2) return undefined;
  const parts = ids.map((id) => boundsOf(queries.find((query) => query.text('id') === id)));
  return parts.reduce<Bounds | undefined>(
    (sum, part) =>
      sum === undefined || part === undefined
        ? undefined
        : { lowest: sum.lowest + part.lowest, highest: sum.highest + part.highest },
    { lowest: 0, highest: 0 },
  );
}

function boundsOf(query: Block | undefined): Bounds | undefined {
  const metric = query?.block('metric');
  const service = serviceOf(metric?.text('namespace'));
  const [row] = service === undefined ? [] : metricRows(service, metric?.text('metric_name') ?? '');
  const statistic = metric?.text('stat');
  if (row === undefined || statistic === 'Sum' || statistic === 'SampleCount') return undefined;
  return BOUNDS[row.unit];
}

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
  const written = filterMetricsNear(context, metric.alarm).filter(
    ({ namespace, name }) => namespace === metric.namespace && name === metric.name,
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

function reachProblem(metric: WatchedMetric, bounds: Bounds): readonly string[] {
  return crossing(metric.alarm, metric.name ?? 'the metric', bounds);
}

function crossing(place: Resource, what: string, { lowest, highest }: Bounds): readonly string[] {
  const alarm = Block.of(place);
  const { operator = '', threshold } = {
    operator: alarm.text('comparison_operator'),
    threshold: alarm.number('threshold'),
  };
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
    `threshold of ${what}, which is ${range}, must be one that it can cross; ${operator} ${threshold} is ${never ? 'never' : 'always'} so`,
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
  if (metric.name === 'GroupInServiceInstances') return groupProblem(metric, context);
  if (threshold === undefined || metric.name !== 'FreeStorageSpace' || !operator.startsWith('Less')) return [];
  const { resource } = subjectOf(context, metric, 'DBInstanceIdentifier');
  const size = resource === undefined ? undefined : Block.of(resource).number('allocated_storage');
  return size === undefined || threshold < size * 1024 ** 3
    ? []
    : [`threshold of FreeStorageSpace must be less than the disk of ${size} GiB, got ${threshold} bytes`];
}

/** Fewer instances than the least that the group keeps are too few, and it never has more than its most. */
function groupProblem(metric: WatchedMetric, context: RuleContext): readonly string[] {
  const { threshold, operator } = comparison(metric);
  const { resource } = subjectOf(context, metric, 'AutoScalingGroupName');
  if (threshold === undefined || resource === undefined || !operator.startsWith('LessThan')) return [];
  const group = Block.of(resource);
  const scaling = resource.type === 'aws_eks_node_group' ? group.block('scaling_config') : group;
  const [least, most] = [scaling.number('min_size'), scaling.number('max_size')];
  const wanted = operator === 'LessThanOrEqualToThreshold' ? threshold + 1 : threshold;
  if (most !== undefined && wanted > most) {
    return [
      `threshold of ${metric.name} must be at most the ${most} that ${resource.address} may have, got ${threshold}`,
    ];
  }
  return least !== undefined && wanted < least
    ? [`threshold of ${metric.name} must be at least the ${least} that ${resource.address} keeps, got ${threshold}`]
    : [];
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
