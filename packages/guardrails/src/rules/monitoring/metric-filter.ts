import type { Resource } from '@smile/inventory';
import { isJsonPattern, patternFields } from '@smile/rehearsal';
import { Block } from '../../reading/block.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import { filterMetrics, isSamePlace, Neighbourhood } from '../../reading/metric-filters.ts';
import { watchedMetrics } from '../../reading/watched-metrics.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const metricFilter: Rule = {
  id: 'SMILE_METRIC_FILTER',
  family: 'monitoring',
  severity: 'high',
  title: 'Metric filters read the log group that has the records, and an alarm reads their metric',
  what: 'Every `aws_cloudwatch_log_metric_filter` is on a log group of the same stack or account; a pattern on fields of CloudTrail is on the log group of a trail that logs; namespace, name and dimensions of its metric are those of an alarm of the same account and region.',
  why: 'A filter on another group, or one that writes a metric that differs by a letter, counts nothing that anybody is told of.',
  remedy: 'Use AuditAlarms and ClusterAlarms, which write filter and alarm from one row.',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
  check: (context) => [
    ...context
      .resources('aws_cloudwatch_log_metric_filter')
      .flatMap((place) => groupProblems(place, context).map((message) => ({ place, message }))),
    ...unreadMetrics(context),
  ],
};

/** Fields that only records of CloudTrail have. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const TRAIL_FIELDS =
  /^\$\.(?:eventName|eventSource|userIdentity|eventType|sourceIPAddress|errorCode|additionalEventData)\b/;

function groupProblems(filter: Resource, context: RuleContext): readonly string[] {
  const block = Block.of(filter);
  const groups = targetsOf(context, filter, 'log_group_name', 'aws_cloudwatch_log_group');
  const pattern = block.text('pattern') ?? '';
  const isOnTrail = isJsonPattern(pattern) && patternFields(pattern).some((field) => TRAIL_FIELDS.test(field));
  if (groups.length === 0) {
    const isKnown = block.text('log_group_name') !== undefined && context.inventory.source === 'synth';
    return isKnown
      ? [`log_group_name must be that of a log group of the estate, got ${block.show('log_group_name')}`]
      : [];
  }
  const place = groups.filter((group) => isSamePlace(group, filter));
  if (place.length === 0) return [`log group ${groups[0]?.address} must be of the account and region of the filter`];
  if (!isOnTrail || context.inventory.source !== 'synth') return [];
  const trails = place.flatMap((group) => companionsOf(context, group, 'aws_cloudtrail', 'cloud_watch_logs_group_arn'));
  if (trails.length === 0) {
    return [`a pattern on records of CloudTrail must be on the log group of a trail, got ${place[0]?.address}`];
  }
  const silent = trails.find((trail) => Block.of(trail).flag('enable_logging', true) === false);
  return silent === undefined ? [] : [`trail ${silent.address} must log, got enable_logging false`];
}

function unreadMetrics(context: RuleContext) {
  // In a plan or a state of one stack the alarm may be elsewhere.
  if (context.inventory.source !== 'synth') return [];
  const watched = new Neighbourhood(watchedMetrics(context), ({ alarm }) => alarm);
  return filterMetrics(context).flatMap(({ filter, namespace, name, dimensions }) => {
    if (namespace === undefined || name === undefined) return [];
    const near = watched.near(filter);
    const readers = near.filter((one) => one.namespace === namespace && one.name === name);
    if (readers.some((one) => one.dimensions === undefined || one.dimensions.join() === dimensions.join())) return [];
    const similar = near.filter((one) => one.namespace === namespace).map((one) => one.name);
    const hint =
      readers.length > 0
        ? `, its alarm reads ${readers[0]?.dimensions?.join(' + ') || 'no dimensions'}`
        : similar.length > 0
          ? `; alarms read ${[...new Set(similar)].sort().slice(0, 3).join(', ')}`
          : '';
    return [{ place: filter, message: `no alarm reads the metric ${name} of ${namespace}${hint}` }];
  });
}
