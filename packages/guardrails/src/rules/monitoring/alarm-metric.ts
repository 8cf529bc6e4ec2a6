import { closest } from '@smile/core';
import { METRIC_SERVICES, metricRows } from '../../data/metrics.ts';
import { filterMetricsNear } from '../../reading/metric-filters.ts';
import { textsThatPublish } from '../../reading/own-metrics.ts';
import { isServiceNamespace, serviceOf, type WatchedMetric, watchedMetrics } from '../../reading/watched-metrics.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const alarmMetric: Rule = {
  id: 'SMILE_ALARM_METRIC',
  family: 'monitoring',
  severity: 'high',
  title: 'CloudWatch alarms watch metrics that are published',
  what: 'Namespace, metric name and the set of dimension names of every `aws_cloudwatch_metric_alarm`, metric math included, are those of the service (packages/guardrails/src/data/metrics), in the region where it publishes them. A namespace of our own is written by a metric filter or by a script of a host.',
  why: 'CloudWatch takes an alarm on any name. One that nobody publishes, or publishes under other dimensions, has no data and never rings.',
  remedy:
    "Take the names from the service's guide, all dimensions of one row; add a service to the table with its source.",
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html',
  check: (context) =>
    watchedMetrics(context).flatMap((metric) =>
      problemsOf(metric, context).map((message) => ({ place: metric.alarm, message: `${where(metric)}${message}` })),
    ),
};

function where({ at }: WatchedMetric): string {
  return at === '' ? '' : `${at}: `;
}

function problemsOf(metric: WatchedMetric, context: RuleContext): readonly string[] {
  const { namespace, name } = metric;
  if (namespace === undefined || name === undefined) return [];
  if (!isServiceNamespace(namespace)) return ownProblems({ ...metric, namespace, name }, context);
  const service = serviceOf(namespace);
  if (service === undefined) return [`namespace must be in the table of services, got ${namespace}${guess(namespace)}`];
  const rows = metricRows(service, name);
  if (rows.length === 0) {
    const names = service.rows.flatMap((row) => row.names.split(' '));
    const [elsewhere] = METRIC_SERVICES.filter((other) => metricRows(other, name).length > 0);
    const hint = closest(name, names) ?? (elsewhere === undefined ? undefined : `namespace ${elsewhere.namespace}`);
    return [`${namespace} publishes no metric ${name}${hint === undefined ? '' : `; did you mean ${hint}?`}`];
  }
  const { region } = metric.alarm;
  const sets = rows.flatMap(({ dimensions }) => dimensions);
  const isPublished =
    metric.dimensions === undefined || sets.some((set) => [...set].sort().join() === metric.dimensions?.join());
  return [
    ...(isPublished
      ? []
      : [
          `${name} is published by ${sets.map((set) => set.join(' + ')).join(', or by ')}, got ${shown(metric.dimensions)}`,
        ]),
    ...(service.region === undefined || region === undefined || region === service.region
      ? []
      : [`${namespace} has metrics in ${service.region} only, and the alarm is in ${region}`]),
  ];
}

function ownProblems(
  metric: WatchedMetric & { readonly namespace: string; readonly name: string },
  context: RuleContext,
): readonly string[] {
  const { alarm, namespace, name, dimensions } = metric;
  // A state holds one stack; whoever writes the metric may be in another.
  if (context.inventory.source !== 'synth') return [];
  const near = filterMetricsNear(context, alarm);
  const written = near.filter((one) => one.namespace === namespace && one.name === name);
  if (written.length > 0) {
    return dimensions === undefined || written.some((one) => one.dimensions.join() === dimensions.join())
      ? []
      : [`${name} is written ${withDimensions(written[0]?.dimensions)}, got ${shown(dimensions)}`];
  }
  if (textsThatPublish(context, alarm).some((text) => text.publishes(namespace, name))) return [];
  return [`nobody writes the metric ${name} of ${namespace} in this account: no metric filter, no script of a host`];
}

function guess(namespace: string): string {
  const found = closest(
    namespace,
    METRIC_SERVICES.map((service) => service.namespace),
  );
  return found === undefined ? '' : `; did you mean ${found}?`;
}

function withDimensions(names: readonly string[] = []): string {
  return names.length === 0 ? 'without dimensions' : `by ${names.join(' + ')}`;
}

function shown(names: readonly string[] = []): string {
  return names.length === 0 ? 'none' : names.join(' + ');
}
