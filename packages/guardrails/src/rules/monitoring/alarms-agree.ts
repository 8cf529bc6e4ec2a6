import { groupedBy, type Resource } from '@smile/inventory';
import { WATCHED_RESOURCES } from '../../data/watched-resources.ts';
import { Block } from '../../reading/block.ts';
import { notIn, withLifecycles } from '../../reading/checks.ts';
import { isOfNetworkBalancer } from '../../reading/network-balancers.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** Arguments in which alarms on one metric agree within an environment. */
const ALIKE = [
  'comparison_operator',
  'statistic',
  'treat_missing_data',
  'period',
  'evaluation_periods',
  'datapoints_to_alarm',
];

/** Metrics whose limit follows from the size of what is watched. */
const SIZED = new Set([
  'TargetResponseTime',
  'GroupInServiceInstances',
  'DatabaseConnections',
  'FreeStorageSpace',
  'FreeableMemory',
  'BinLogDiskUsage',
  'RabbitMQDiskFree',
  'RabbitMQMemUsed',
]);

/** Metrics of stores, which are published while the store runs: silence is a store that does not. A primary has no lag. */
const NEVER_SILENT = /^AWS\/(?:RDS|ElastiCache|AmazonMQ)$/;

/** Percentages of use, and where a limit says something in time. */
const USE =
  /^(?:CPUUtilization|EngineCPUUtilization|SystemCpuUtilization|DatabaseMemoryUsagePercentage|mem_used_percent|disk_used_percent)$/;

export const alarmsAgree: Rule = {
  id: 'SMILE_ALARMS_AGREE',
  family: 'monitoring',
  severity: 'high',
  title: 'Alarms on one metric are set alike, in time, and every resource has its own',
  what: 'Within an environment, alarms on one metric have the same comparison, statistic, period, number of periods and treatment of silence, and the same threshold where it does not follow from a size; percentages of use warn between 50 and 95; averages are not hidden by a minimum; silence of a running store is not good; an alarm comes within an hour but for daily ones; load balancers, target groups, hosts and node groups have alarms on the metrics of the table (packages/guardrails/src/data/watched-resources.ts).',
  why: 'The one alarm that differs is the one that somebody changed to have quiet.',
  remedy: 'Use Alarm, and its settings for the metric.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
  check: notIn('plan', (context) => {
    const alarms = context.resources('aws_cloudwatch_metric_alarm');
    return [...disagreements(alarms), ...alarms.flatMap(alone), ...(unwatched(context) ?? [])];
  }),
};

/** Environment, metric and what is measured by; an alarm on an expression is in no group. */
function groupsOf({ values, environment }: Resource): readonly string[] {
  const { namespace, metric_name: name, dimensions } = values;
  if (typeof namespace !== 'string' || typeof name !== 'string') return [];
  return [`${environment} ${namespace} ${name} ${Object.keys(Object(dimensions)).sort().join(' ')}`];
}

function disagreements(alarms: readonly Resource[]): readonly Violation[] {
  const groups = groupedBy(alarms, groupsOf);
  return [...groups.values()].flatMap((group) => {
    if (group.length < 2) return [];
    const name = String(group[0]?.values.metric_name);
    const compared = SIZED.has(name) ? ALIKE : [...ALIKE, 'threshold'];
    return compared.flatMap((argument) => {
      const shown = group.map((one) => Block.of(one).show(argument));
      const usual = mostCommon(shown);
      return group.flatMap((place, index) =>
        shown[index] === usual
          ? []
          : [
              {
                place,
                message: `${argument} of ${name} must be ${usual}, as in other alarms on it, got ${shown[index]}`,
              },
            ],
      );
    });
  });
}

function mostCommon(values: readonly string[]): string | undefined {
  const count = (value: string) => values.filter((one) => one === value).length;
  return [...values].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))[0];
}

/** Half a gibibyte, below which MySQL stops within minutes. */
const LEAST_FREE = 512 * 1024 * 1024;

/** Longest that anything but a daily alarm may take, in seconds. */
const LONGEST = 4 * 60 * 60;
const DAILY = 24 * 60 * 60;

function alone(place: Resource): readonly Violation[] {
  const alarm = Block.of(place);
  const [namespace = '', name = ''] = [alarm.text('namespace'), alarm.text('metric_name')];
  const [period, periods, threshold] = [
    alarm.number('period'),
    alarm.number('evaluation_periods'),
    alarm.number('threshold'),
  ];
  const wait = (period ?? 0) * (periods ?? 1);
  const operator = alarm.text('comparison_operator') ?? '';
  const isDailyWatch = period === DAILY || /Missing|Backup/i.test(name);
  const needed = alarm.number('datapoints_to_alarm');
  const messages = [
    ...(NEVER_SILENT.test(namespace) && name !== 'ReplicationLag' && alarm.text('treat_missing_data') === 'notBreaching'
      ? [`treat_missing_data of ${name} must not be notBreaching, since a store that runs publishes it`]
      : []),
    ...(USE.test(name) &&
    operator.startsWith('Greater') &&
    threshold !== undefined &&
    (threshold < 50 || threshold > 95)
      ? [`threshold of ${name} must be from 50 to 95, got ${threshold}`]
      : []),
    ...(name === 'TargetResponseTime' && threshold !== undefined && threshold > 10
      ? [`threshold of ${name} must be 10 seconds at most, got ${threshold}`]
      : []),
    ...(name === 'FreeStorageSpace' && threshold !== undefined && threshold < LEAST_FREE
      ? [`threshold of ${name} must be ${LEAST_FREE} bytes at least, got ${threshold}`]
      : []),
    ...(alarm.blocks('metric_query').some((query) => /100\s*\*|\/\s*\w+/.test(query.text('expression') ?? '')) &&
    (threshold ?? 0) > 20
      ? [`threshold of a share of errors must be 20 at most, got ${threshold}`]
      : []),
    ...(operator.startsWith('Greater') && alarm.text('statistic') === 'Minimum'
      ? [`statistic of ${name} must not be Minimum where too much is bad`]
      : []),
    ...(operator.startsWith('Less') && alarm.text('statistic') === 'Maximum' && !/Count$|Days|Instances/.test(name)
      ? [`statistic of ${name} must not be Maximum where too little is bad`]
      : []),
    ...(!isDailyWatch && wait > DAILY
      ? [`period times evaluation_periods of ${name} must be a day at most, got ${wait} seconds`]
      : []),
    ...(wait > LONGEST && period !== undefined && period < 3600
      ? [`period times evaluation_periods of ${name} must be ${LONGEST} seconds at most, got ${wait}`]
      : []),
    ...(needed !== undefined && periods !== undefined && needed > periods
      ? [`datapoints_to_alarm of ${name} must be at most evaluation_periods ${periods}, got ${needed}`]
      : []),
  ];
  return messages.map((message) => ({ place, message }));
}

/** Names that lead to a resource are known where there are references. */
const unwatched = withLifecycles((context: RuleContext) => {
  const alarms = context.resources('aws_cloudwatch_metric_alarm');
  const seen = new Set(
    alarms.flatMap((alarm) =>
      alarm.references.flatMap(({ stack, address, path }) => {
        const [, dimension] = /dimensions(?:\[0\])?\.(\w+)$/.exec(path) ?? [];
        return dimension === undefined
          ? []
          : metricsOf(alarm).map((metric) => `${stack} ${address} ${dimension} ${metric}`);
      }),
    ),
  );
  if (alarms.length === 0) return [];
  return WATCHED_RESOURCES.flatMap(({ type, dimension, metrics, of }) =>
    context.resources(type).flatMap((place) => {
      if (of !== undefined && (of === 'network') !== isOfNetworkBalancer(place, context)) return [];
      if (alarms.every(({ environment }) => environment !== place.environment)) return [];
      return metrics
        .filter((metric) => !seen.has(`${place.stack} ${place.address} ${dimension} ${metric}`))
        .map((metric) => ({ place, message: `must have an alarm on ${metric}, got none` }));
    }),
  );
});

function metricsOf(alarm: Resource): readonly string[] {
  const block = Block.of(alarm);
  return [
    ...(block.text('metric_name') === undefined ? [] : [String(block.text('metric_name'))]),
    ...block.blocks('metric_query').flatMap((query) => query.block('metric').text('metric_name') ?? []),
  ];
}
