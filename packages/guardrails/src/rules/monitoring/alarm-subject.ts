import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import { type Subject, subjectOf } from '../../reading/metric-subject.ts';
import { dimensionValue, type WatchedMetric, watchedMetrics } from '../../reading/watched-metrics.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const alarmSubject: Rule = {
  id: 'SMILE_ALARM_SUBJECT',
  family: 'monitoring',
  severity: 'high',
  title: 'Dimensions of CloudWatch alarms name resources of the same environment',
  what: 'The value of every dimension of an `aws_cloudwatch_metric_alarm` is the identifier under which the service publishes (packages/guardrails/src/data/metric-subjects), of a resource of the same environment and region; a target group is one of the load balancer beside it; the region and the rule of a web ACL are its own.',
  why: 'An ARN where CloudWatch knows the end of it, the id where it knows the name, or a name of another environment finds no data or that of another.',
  remedy: 'Refer to the attribute of the resource that the message names.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension',
  check: (context) =>
    watchedMetrics(context).flatMap((metric) =>
      problemsOf(metric, context).map((message) => ({ place: metric.alarm, message })),
    ),
};

function problemsOf(metric: WatchedMetric, context: RuleContext): readonly string[] {
  const subjects = new Map(
    (metric.dimensions ?? []).map((dimension) => [dimension, subjectOf(context, metric, dimension)] as const),
  );
  return [
    ...[...subjects.values()].flatMap(({ problem }) => problem ?? []),
    ...[...subjects.entries()].flatMap(([dimension, { resource }]) => elsewhere(metric, dimension, resource)),
    ...kindOfLoadBalancer(metric, subjects.get('LoadBalancer')),
    ...foreignTargets(context, subjects.get('LoadBalancer'), subjects.get('TargetGroup')),
    ...webAclParts(metric, subjects.get('WebACL')),
  ];
}

/** CloudWatch keeps metrics in the region of the resource, and an alarm reads those of its own region. */
function elsewhere(
  { alarm, namespace }: WatchedMetric,
  dimension: string,
  resource: Resource | undefined,
): readonly string[] {
  if (resource?.region === undefined || alarm.region === undefined || namespace === 'AWS/Route53') return [];
  return resource.region === alarm.region
    ? []
    : [`the alarm must be in ${resource.region} as its ${dimension} ${resource.address} is, got ${alarm.region}`];
}

function kindOfLoadBalancer({ namespace }: WatchedMetric, { resource }: Subject = {}): readonly string[] {
  if (resource === undefined) return [];
  const kind = Block.of(resource).text('load_balancer_type') ?? 'application';
  const wanted = kind === 'network' ? 'AWS/NetworkELB' : 'AWS/ApplicationELB';
  return namespace === wanted
    ? []
    : [`namespace of ${kind} load balancer ${resource.address} must be ${wanted}, got ${namespace}`];
}

/** A target group that no listener of the load balancer forwards to has no metrics under it. */
function foreignTargets(
  context: RuleContext,
  { resource: balancer }: Subject = {},
  { resource: group }: Subject = {},
): readonly string[] {
  if (balancer === undefined || group === undefined) return [];
  const listeners = companionsOf(context, balancer, 'aws_lb_listener', 'load_balancer_arn');
  if (listeners.length === 0) return [];
  const rules = listeners.flatMap((listener) =>
    companionsOf(context, listener, 'aws_lb_listener_rule', 'listener_arn'),
  );
  const forwards = [
    ...listeners.map((listener) => [listener, 'default_action'] as const),
    ...rules.map((rule) => [rule, 'action'] as const),
  ];
  return forwards.some(([from, argument]) => targetsOf(context, from, argument, group.type).includes(group))
    ? []
    : [`no listener of ${balancer.address} forwards to ${group.address}`];
}

function webAclParts(metric: WatchedMetric, { resource: acl }: Subject = {}): readonly string[] {
  if (acl === undefined) return [];
  const region = dimensionValue(metric, 'Region');
  const rule = dimensionValue(metric, 'Rule');
  const rules = [
    'ALL',
    ...Block.of(acl)
      .blocks('rule')
      .flatMap((one) => one.block('visibility_config').text('metric_name') ?? []),
  ];
  return [
    ...(region === undefined || acl.region === undefined || region === acl.region || region.includes('${')
      ? []
      : [`Region must be ${acl.region}, got ${region}`]),
    ...(rule === undefined || rules.includes(rule) || rules.length === 1 || rule.includes('${')
      ? []
      : [`Rule must be ${rules.join(' or ')}, got ${rule}`]),
  ];
}
