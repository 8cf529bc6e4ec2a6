import { isGiven, isList, isObject, type ObjectValue, UNKNOWN, type Value } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';
import { all, length, oneOf } from './checks.ts';
import { eventPatternProblem } from './event-pattern.ts';
import { metricFilterPatternProblem } from './metric-filter-pattern.ts';

const PUT_METRIC_ALARM = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';
const PUT_METRIC_FILTER =
  'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html';
const METRIC_STAT = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html';

const ALARM = ['aws_cloudwatch_metric_alarm'];
const FILTER = ['aws_cloudwatch_log_metric_filter'];

const DAY = 86_400;
const WEEK = 7 * DAY;

const STATISTICS = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];

/** `p95`, `tm90`, `iqm` and `PR(100:2000)`. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html */
const EXTENDED =
  /^(?:p(?:\d{1,2}(?:\.\d{1,10})?|100)|(?:tm|tc|ts|wm)\d{1,2}(?:\.\d{1,10})?|iqm|(?:TM|TC|TS|WM)\(\d*(?:\.\d+)?%?:\d*(?:\.\d+)?%?\)|PR\(\d*(?:\.\d+)?:\d*(?:\.\d+)?\))$/i;

/** What CloudWatch, CloudWatch Logs and EventBridge refuse. */
export const MONITORING_RULES: readonly ArgumentRule[] = [
  { id: 'alarm-period', types: ALARM, path: 'period', check: periodProblem, source: PUT_METRIC_ALARM },
  {
    id: 'alarm-query-period',
    types: ALARM,
    path: 'metric_query.metric.period',
    check: periodProblem,
    source: METRIC_STAT,
  },
  { id: 'alarm-window', types: ALARM, path: 'evaluation_periods', check: windowProblem, source: PUT_METRIC_ALARM },
  {
    id: 'alarm-datapoints',
    types: ALARM,
    path: 'datapoints_to_alarm',
    check: (datapoints, { evaluation_periods: periods }) =>
      Number(datapoints) >= 1 && !(Number(datapoints) > Number(periods))
        ? undefined
        : `must be 1 to evaluation_periods, got datapoints_to_alarm=${datapoints} evaluation_periods=${shown(periods)}`,
    source: PUT_METRIC_ALARM,
  },
  {
    id: 'alarm-metric',
    types: ALARM,
    path: 'comparison_operator',
    check: (_operator, alarm) => metricProblem(alarm),
    source: PUT_METRIC_ALARM,
  },
  { id: 'alarm-statistic', types: ALARM, path: 'statistic', check: oneOf(...STATISTICS), source: PUT_METRIC_ALARM },
  {
    id: 'alarm-extended-statistic',
    types: ALARM,
    path: 'extended_statistic',
    check: extendedProblem,
    source: PUT_METRIC_ALARM,
  },
  {
    id: 'alarm-query-statistic',
    types: ALARM,
    path: 'metric_query.metric.stat',
    check: (stat) => (STATISTICS.includes(String(stat)) ? undefined : extendedProblem(stat)),
    source: METRIC_STAT,
  },
  {
    id: 'alarm-query',
    types: ALARM,
    path: 'comparison_operator',
    check: (_operator, { metric_query: queries }) => queriesProblem(queries),
    source: PUT_METRIC_ALARM,
  },
  {
    id: 'alarm-missing-data',
    types: ALARM,
    path: 'treat_missing_data',
    check: oneOf('breaching', 'notBreaching', 'ignore', 'missing'),
    source: PUT_METRIC_ALARM,
  },
  {
    id: 'metric-filter-pattern',
    types: FILTER,
    path: 'pattern',
    check: (pattern) => length(0, 1024)(pattern) ?? metricFilterPatternProblem(String(pattern)),
    source: PUT_METRIC_FILTER,
  },
  {
    id: 'metric-filter-dimensions',
    types: FILTER,
    path: 'metric_transformation',
    check: (metric) =>
      isObject(metric) && hasAny(metric.dimensions) && isGiven(metric.default_value)
        ? 'must have no default_value beside dimensions'
        : undefined,
    source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html',
  },
  {
    id: 'metric-filter-namespace',
    types: FILTER,
    path: 'metric_transformation.namespace',
    check: all(length(1, 255), (namespace) =>
      String(namespace).startsWith('AWS/')
        ? `must not start with AWS/, which is AWS's own, got ${JSON.stringify(namespace)}`
        : undefined,
    ),
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html',
  },
  {
    id: 'event-pattern',
    types: ['aws_cloudwatch_event_rule'],
    path: 'event_pattern',
    check: (pattern) => length(1, 4096)(pattern) ?? eventPatternProblem(String(pattern)),
    source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html',
  },
  {
    id: 'event-input-template',
    types: ['aws_cloudwatch_event_target'],
    path: 'input_transformer',
    check: (transformer) => (isObject(transformer) ? templateProblem(transformer) : undefined),
    source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html',
  },
];

function periodProblem(period: Value): string | undefined {
  const seconds = Number(period);
  return [10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0)
    ? undefined
    : `must be 10, 20, 30 or a multiple of 60, got ${period}`;
}

/** A week at most; a day where a period is shorter than an hour. */
function windowProblem(periods: Value, { period, metric_query: queries }: ObjectValue): string | undefined {
  const all = [period, ...metricsOf(queries).map((metric) => metric.period)];
  const seconds = Math.max(0, ...all.map(Number).filter((one) => one > 0));
  if (Number(periods) < 1) return `must be at least 1, got ${periods}`;
  const most = seconds < 3600 ? DAY : WEEK;
  return seconds * Number(periods) <= most
    ? undefined
    : `must be at most ${most} seconds together, got evaluation_periods=${periods} period=${seconds}`;
}

function metricProblem(alarm: ObjectValue): string | undefined {
  const { metric_name: name, metric_query: queries, statistic, extended_statistic: extended } = alarm;
  if (name === UNKNOWN || queries === UNKNOWN || statistic === UNKNOWN || extended === UNKNOWN) return undefined;
  if (hasAny(queries)) {
    const beside = ['metric_name', 'namespace', 'period', 'statistic', 'extended_statistic', 'dimensions'].filter(
      (argument) => isGiven(alarm[argument]) && !isEmptyObject(alarm[argument]),
    );
    return beside.length === 0 ? undefined : `must have no ${beside.join(', ')} beside metric_query`;
  }
  if (!isGiven(name)) return 'needs metric_name or metric_query';
  if (!isGiven(alarm.namespace)) return 'needs a namespace beside metric_name';
  if (!isGiven(alarm.period)) return 'needs a period beside metric_name';
  if (isGiven(statistic) && isGiven(extended)) {
    return `must have one of statistic and extended_statistic, got ${statistic} and ${extended}`;
  }
  return isGiven(statistic) || isGiven(extended) ? undefined : 'needs statistic or extended_statistic';
}

function extendedProblem(statistic: Value): string | undefined {
  return EXTENDED.test(String(statistic))
    ? undefined
    : `must be a statistic such as p95, got ${JSON.stringify(statistic)}`;
}

/** One query gives the answer, ids differ, and expressions use those that are there. */
function queriesProblem(queries: Value | undefined): string | undefined {
  if (queries === undefined || !isList(queries)) return undefined;
  const all = queries.flatMap((query) => (isObject(query) ? [query] : []));
  const ids = all.map(({ id }) => String(id));
  const wrong = ids.find((id) => !/^[a-z]\w*$/.test(id));
  if (wrong !== undefined) return `must have ids that start with a small letter, got ${JSON.stringify(wrong)}`;
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return `must have ids that differ, got ${twice} twice`;
  const answers = all.filter(({ return_data: answer }) => answer === true).length;
  if (all.length > 1 && answers !== 1 && all.every(({ return_data: answer }) => answer !== UNKNOWN)) {
    return `must have return_data at exactly one query, got ${answers}`;
  }
  const unnamed = all.flatMap(({ expression }) => (typeof expression === 'string' ? namesIn(expression) : []));
  const missing = unnamed.find((name) => !ids.includes(name));
  return missing === undefined ? undefined : `must use ids of its queries in expressions, got ${missing}`;
}

/** Names in metric math that start with a small letter, outside quotes; functions are in capitals. */
function namesIn(expression: string): readonly string[] {
  if (/^\s*(?:SELECT|SEARCH)\b/.test(expression)) return [];
  return expression.replaceAll(/"[^"]*"|'[^']*'/g, ' ').match(/(?<![\w.])[a-z]\w*/g) ?? [];
}

/** Placeholders are names of the paths, or what EventBridge itself knows. */
function templateProblem({ input_paths: paths, input_template: template }: ObjectValue): string | undefined {
  if (typeof template !== 'string' || paths === UNKNOWN) return undefined;
  // The guardrails hold a map as a list of one.
  const [map] = [paths ?? {}].flat();
  const found: ObjectValue = isObject(map) ? map : {};
  const names = Object.keys(found);
  const unknown = [...template.matchAll(/<([\w.-]+)>/g)]
    .map(([, name = '']) => name)
    .find((name) => !names.includes(name) && !name.startsWith('aws.events.'));
  if (unknown !== undefined) return `must have a path for every placeholder, got <${unknown}> without one`;
  const path = Object.entries(found).find(([, one]) => typeof one === 'string' && !/^\$(?:\.|$)/.test(one));
  return path === undefined
    ? undefined
    : `must have paths that start with $., got ${path[0]}=${JSON.stringify(path[1])}`;
}

function metricsOf(queries: Value | undefined): readonly ObjectValue[] {
  if (queries === undefined || !isList(queries)) return [];
  return queries.flatMap((query) => {
    const metric = isObject(query) ? query.metric : undefined;
    if (metric === undefined) return [];
    return (isList(metric) ? metric : [metric]).flatMap((one) => (isObject(one) ? [one] : []));
  });
}

function hasAny(value: Value | undefined): boolean {
  return (
    value !== undefined && ((isList(value) && value.length > 0) || (isObject(value) && Object.keys(value).length > 0))
  );
}

function isEmptyObject(value: Value | undefined): boolean {
  return value !== undefined && isObject(value) && Object.keys(value).length === 0;
}

function shown(value: Value | undefined): string {
  return value === undefined || value === UNKNOWN ? 'unknown' : String(value);
}
