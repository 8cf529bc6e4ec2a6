import type { Resource } from '@smile/inventory';
import { AUDIT_EVENTS, type AuditEvents } from '../../data/audit-events.ts';
import { Block } from '../../reading/block.ts';
import type { Rule } from '../../rule.ts';

/** Longest that an event may wait for its alarm, in seconds. */
const LONGEST_PERIOD = 300;

export const auditAlarms: Rule = {
  id: 'SMILE_AUDIT_ALARMS',
  family: 'monitoring',
  severity: 'high',
  title: 'Alarms of the audit trail see every event of the benchmark, within five minutes',
  what: 'Where a trail writes to CloudWatch, each row of the table (packages/guardrails/src/data/audit-events.ts) has one metric filter whose pattern matches all of its calls by `||`, or has all of its terms, and an alarm that counts its metric: Sum, one period of five minutes at most, no more than the threshold of the row.',
  why: 'A filter that leaves out DeleteTrail, or an alarm that waits a day, is there, is green, and sees nothing.',
  remedy: 'Use AuditAlarms.',
  source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
  check: (context) =>
    context
      .resources('aws_cloudtrail')
      .filter((trail) => Block.of(trail).has('cloud_watch_logs_group_arn'))
      .flatMap((trail) => {
        const filters = context
          .resources('aws_cloudwatch_log_metric_filter')
          .filter(({ stack }) => stack === trail.stack);
        const alarms = context.resources('aws_cloudwatch_metric_alarm').filter(({ stack }) => stack === trail.stack);
        return AUDIT_EVENTS.flatMap((row) => problemsOf(row, trail, filters, alarms));
      }),
};

function problemsOf(row: AuditEvents, trail: Resource, filters: readonly Resource[], all: readonly Resource[]) {
  const filter = filters.find((one) => sees(Block.of(one).text('pattern') ?? '', row));
  if (filter === undefined) {
    const nearest = filters.find((one) => mentions(Block.of(one).text('pattern') ?? '', row));
    const message = `must have a metric filter that sees ${row.what}: ${(row.calls ?? row.terms ?? []).join(', ')}, got ${nearest === undefined ? 'none' : `less in ${nearest.address}`}`;
    return [{ place: nearest ?? trail, message }];
  }
  const metric = Block.of(filter).block('metric_transformation');
  const alarms = all.filter(
    ({ values }) => values.metric_name === metric.raw('name') && values.namespace === metric.raw('namespace'),
  );
  if (alarms.length === 0)
    return [{ place: filter, message: `must have an alarm on its metric, which sees ${row.what}, got none` }];
  return alarms.flatMap((place) => alarmProblems(Block.of(place), row).map((message) => ({ place, message })));
}

/** Whether a pattern matches every call of a row by itself, or holds all of its terms. */
function sees(pattern: string, { calls, terms }: AuditEvents): boolean {
  if (terms !== undefined) return terms.every((term) => pattern.includes(term)) && !isFalse(pattern);
  const named = [...pattern.matchAll(/\$\.eventName\s*=\s*"?(\w+)"?/g)].flatMap(([, name]) => name ?? []);
  // Calls are alternatives; what stands before them with && says whose they are.
  const isAlternative = !/\$\.eventName\s*=\s*"?\w+"?\s*\)?\s*&&\s*\(?\s*\$\.eventName\s*=/.test(pattern);
  return isAlternative && !isFalse(pattern) && (calls ?? []).every((call) => named.includes(call));
}

/** A term that no record of CloudTrail has, as `1 = 2` would be elsewhere. */
function isFalse(pattern: string): boolean {
  return /\$\.userIdentity\.type\s*=\s*"?(?!Root|IAMUser|AssumedRole|FederatedUser|AWSAccount|AWSService|Role|WebIdentityUser|SAMLUser|IdentityCenterUser|Directory|Unknown)\w+/.test(
    pattern,
  );
}

function mentions(pattern: string, { calls = [], terms = [] }: AuditEvents): boolean {
  return [...calls, ...terms].filter((one) => pattern.includes(one)).length > (calls.length + terms.length) / 2;
}

function alarmProblems(alarm: Block, { what, threshold }: AuditEvents): readonly string[] {
  const operator = alarm.text('comparison_operator') ?? '';
  const most = operator === 'GreaterThanThreshold' ? threshold - 1 : threshold;
  const [found, period, periods] = [
    alarm.number('threshold'),
    alarm.number('period'),
    alarm.number('evaluation_periods'),
  ];
  return [
    ...(operator.startsWith('GreaterThan')
      ? []
      : [`comparison_operator of what sees ${what} must be GreaterThan…, got ${operator}`]),
    ...(found === undefined || found <= most
      ? []
      : [`threshold of what sees ${what} must be at most ${most}, got ${found}`]),
    ...(period === undefined || period <= LONGEST_PERIOD
      ? []
      : [`period of what sees ${what} must be at most ${LONGEST_PERIOD} seconds, got ${period}`]),
    ...(periods === undefined || periods === 1
      ? []
      : [`evaluation_periods of what sees ${what} must be 1, got ${periods}`]),
    ...(alarm.text('statistic') === 'Sum' || !alarm.has('statistic')
      ? []
      : [`statistic of what sees ${what} must be Sum, got ${alarm.show('statistic')}`]),
  ];
}
