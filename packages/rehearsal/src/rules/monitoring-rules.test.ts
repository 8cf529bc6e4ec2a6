import { describe, expect, test } from 'vitest';
import { type ObjectValue, UNKNOWN } from '../protocol/value.ts';
import { findBrokenRules } from './broken-rules.ts';
import { eventPatternProblem } from './event-pattern.ts';
import { metricFilterPatternProblem } from './metric-filter-pattern.ts';

function messages(type: string, resource: ObjectValue): string[] {
  return findBrokenRules(type, resource).map(({ rule, message }) => `${rule.id}: ${message}`);
}

const ALARM = {
  metric_name: 'CPUUtilization',
  namespace: 'AWS/EC2',
  statistic: 'Average',
  period: 300,
  evaluation_periods: 3,
  comparison_operator: 'GreaterThanThreshold',
};

const MATH = { ...ALARM, metric_name: null, namespace: null, statistic: null, period: null };

const query = (id: string, more: ObjectValue): ObjectValue => ({ id, return_data: false, ...more });
const sum = (period: number): ObjectValue => ({
  metric: [{ metric_name: 'Errors', namespace: 'AWS/RDS', period, stat: 'Sum' }],
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
describe('PutMetricAlarm', () => {
  test.each<[ObjectValue, string]>([
    [{ period: 45 }, 'alarm-period: must be 10, 20, 30 or a multiple of 60, got 45'],
    [{ period: 5 }, 'alarm-period: must be 10, 20, 30 or a multiple of 60, got 5'],
    [
      { period: 300, evaluation_periods: 289 },
      'alarm-window: must be at most 86400 seconds together, got evaluation_periods=289 period=300',
    ],
    [
      { period: 86_400, evaluation_periods: 8 },
      'alarm-window: must be at most 604800 seconds together, got evaluation_periods=8 period=86400',
    ],
    [{ evaluation_periods: 0 }, 'alarm-window: must be at least 1, got 0'],
    [
      { datapoints_to_alarm: 5 },
      'alarm-datapoints: must be 1 to evaluation_periods, got datapoints_to_alarm=5 evaluation_periods=3',
    ],
    [{ statistic: null }, 'alarm-metric: needs statistic or extended_statistic'],
    [
      { extended_statistic: 'p99' },
      'alarm-metric: must have one of statistic and extended_statistic, got Average and p99',
    ],
    [{ namespace: null }, 'alarm-metric: needs a namespace beside metric_name'],
    [{ period: null }, 'alarm-metric: needs a period beside metric_name'],
    [{ metric_name: null }, 'alarm-metric: needs metric_name or metric_query'],
    [{ statistic: 'p95' }, 'alarm-statistic: must be one of SampleCount, Average, Sum, Minimum, Maximum, got "p95"'],
    [
      { statistic: null, extended_statistic: 'p101' },
      'alarm-extended-statistic: must be a statistic such as p95, got "p101"',
    ],
    [
      { treat_missing_data: 'notbreaching' },
      'alarm-missing-data: must be one of breaching, notBreaching, ignore, missing, got "notbreaching"',
    ],
    [
      { metric_query: [query('m1', { ...sum(60), return_data: true })] },
      'alarm-metric: must have no metric_name, namespace, period, statistic beside metric_query',
    ],
  ])('refuses an alarm with %o: %s', (changed, message) => {
    expect(messages('aws_cloudwatch_metric_alarm', { ...ALARM, ...changed })).toEqual([message]);
  });

  test.each<[readonly ObjectValue[], string]>([
    [
      [query('Share', { ...sum(60), return_data: true })],
      'alarm-query: must have ids that start with a small letter, got "Share"',
    ],
    [
      [query('m1', sum(60)), query('m1', { ...sum(60), return_data: true })],
      'alarm-query: must have ids that differ, got m1 twice',
    ],
    [[query('m1', sum(60)), query('m2', sum(60))], 'alarm-query: must have return_data at exactly one query, got 0'],
    [
      [query('e1', { expression: '100 * m1 / m3', return_data: true }), query('m1', sum(60))],
      'alarm-query: must use ids of its queries in expressions, got m3',
    ],
    [
      [query('m1', { ...sum(90), return_data: true })],
      'alarm-query-period: must be 10, 20, 30 or a multiple of 60, got 90',
    ],
  ])('refuses metric math %o: %s', (metric_query, message) => {
    expect(messages('aws_cloudwatch_metric_alarm', { ...MATH, metric_query })).toEqual([message]);
  });

  test.each<[ObjectValue]>([
    [{}],
    [{ period: 3600, evaluation_periods: 26 }],
    [{ period: 10 }],
    [{ statistic: null, extended_statistic: 'p99.99' }],
    [{ statistic: null, extended_statistic: 'tm90' }],
    [{ statistic: null, extended_statistic: 'TM(10%:90%)' }],
    [{ statistic: UNKNOWN }],
    [{ datapoints_to_alarm: 2, evaluation_periods: UNKNOWN }],
  ])('takes an alarm with %o', (changed) => {
    expect(messages('aws_cloudwatch_metric_alarm', { ...ALARM, ...changed })).toEqual([]);
  });

  test('takes metric math whose functions are in capitals', () => {
    const metric_query = [
      query('share', { expression: 'IF(total >= 100, 100 * FILL(errors, 0) / total, 0)', return_data: true }),
      query('total', { expression: 'FILL(requests, 0)' }),
      query('errors', sum(300)),
      query('requests', sum(300)),
    ];
    expect(messages('aws_cloudwatch_metric_alarm', { ...MATH, metric_query })).toEqual([]);
  });
});

describe('PutMetricFilter', () => {
  /** Every example of https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html and of the CIS benchmark. */
  test.each([
    '',
    'ERROR',
    'ERROR ARGUMENTS',
    '?ERROR ?WARN',
    'ERROR -EXITING',
    '"INTERNAL SERVER ERROR"',
    '%AUTHORIZED%',
    '[ip, user, username, timestamp, request, status_code = 4*, bytes > 1000]',
    '[w1!=ERROR&&w1!=%WARN%, w2]',
    '{ $.eventType = "UpdateTrail" }',
    '{ $.sourceIPAddress != 123.123.* }',
    '{ $.arrayKey[0] = "value" }',
    '{ $.objectList[1].id = 2 }',
    '{ $.errorCode = 400 }',
    '{ $.bandwidth > 75 }',
    '{ $.latency <= 50.5 }',
    '{ $.value < 1e-5 }',
    '{ $.SomeObject IS NULL }',
    '{ $.SomeOtherObject NOT EXISTS }',
    '{ $.ThisFlag IS TRUE }',
    '{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }',
    '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
    '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    '{ $.eventName = %Create|Delete% }',
  ])('takes %s', (pattern) => {
    expect(metricFilterPatternProblem(pattern)).toBeUndefined();
  });

  test.each([
    ['{ $.eventName = ConsoleLogin', 'must end with }'],
    ['{ }', 'must have a condition between { and }'],
    ['{ eventName = ConsoleLogin }', 'must name a field as in $.eventName, got eventName'],
    ['{ $.eventName == ConsoleLogin }', 'must compare $.eventName with a value, got ='],
    ['{ $.eventName }', 'must compare $.eventName with a value, got nothing'],
    ['{ $.eventName = }', 'must compare $.eventName with a value, got nothing'],
    ["{ $.eventName = 'ConsoleLogin' }", 'must have no "\'" outside quotes'],
    ['{ ($.a = 1) && }', 'must have a condition after the last && or ||'],
    ['{ ($.a = 1) ($.b = 2) }', 'must join conditions by && or ||, got ( after a condition'],
    ['{ ($.a = 1 }', 'must close every ('],
    ['{ ($.a = 1) and ($.b = 2) }', 'must join conditions by && or ||, got and after a condition'],
    ['{ $.latency > slow }', 'must compare $.latency > with a number, got slow'],
    [
      '{ $.a IS MISSING }',
      'must compare $.a by an operator, IS TRUE, IS FALSE, IS NULL, EXISTS or NOT EXISTS, got IS MISSING',
    ],
    ['[ip, , user]', 'must name every column between [ and ]'],
    ['[ip, user', 'must end with ]'],
    ['"Deleting pod', 'must close every quote'],
    ['Deleting=pod', 'must quote terms with other characters than letters, digits and _, got Deleting=pod'],
  ])('refuses %s: %s', (pattern, problem) => {
    expect(metricFilterPatternProblem(pattern)).toBe(problem);
  });

  test.each<[ObjectValue, string]>([
    [
      { metric_transformation: [{ namespace: 'Own', dimensions: { Region: '$.awsRegion' }, default_value: '0' }] },
      'metric-filter-dimensions: must have no default_value beside dimensions',
    ],
    [
      { metric_transformation: [{ namespace: 'AWS/Audit' }] },
      'metric-filter-namespace: must not start with AWS/, which is AWS\'s own, got "AWS/Audit"',
    ],
    [{ pattern: '{ $.a' }, 'metric-filter-pattern: must end with }'],
  ])('refuses a filter with %o: %s', (filter, message) => {
    expect(messages('aws_cloudwatch_log_metric_filter', filter)).toEqual([message]);
  });
});

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
describe('PutRule', () => {
  test.each([
    '{"source":["aws.ec2"]}',
    '{"detail":{"state":[{"anything-but":"initializing"}]}}',
    '{"detail":{"state":[{"anything-but":["stopped","overloaded"]}]}}',
    '{"detail":{"FilePath":[{"anything-but":{"suffix":[".txt",".rtf"]}}]}}',
    '{"detail":{"state":[{"anything-but":{"prefix":"init"}}]}}',
    '{"detail":{"c-count":[{"numeric":[">",0,"<=",5]}],"d-count":[{"numeric":["<",10]}]}}',
    '{"detail":{"sourceIPAddress":[{"cidr":"10.0.0.0/24"}]}}',
    '{"detail":{"state":[{"exists":false}]}}',
    '{"detail":{"service":[{"prefix":{"equals-ignore-case":"EventB"}}]}}',
    '{"detail":{"FileName":[{"wildcard":"*.jp*g"}]}}',
    '{"detail":{"$or":[{"c-count":[{"numeric":[">",0]}]},{"d-count":[{"numeric":["<",10]}]}]}}',
    '{"detail":{"responseElements":[null],"code":[200,""]}}',
  ])('takes %s', (pattern) => {
    expect(eventPatternProblem(pattern)).toBeUndefined();
  });

  test.each([
    ['source: aws.ec2', 'must be a JSON object'],
    ['{}', 'must ask for at least one field'],
    [
      '{"sources":["aws.ec2"]}',
      'must ask for fields that events have (account, detail, detail-type, id, region, resources, source, time, version), got sources',
    ],
    ['{"source":"aws.ec2"}', 'must have a list at source, got "aws.ec2"'],
    ['{"source":[]}', 'must have a value at source, got an empty list'],
    ['{"detail":{}}', 'must ask for something at detail'],
    [
      '{"detail":{"severity":[{"numeric":[">=","7"]}]}}',
      'must give numeric at detail.severity what it takes, got [">=","7"]',
    ],
    [
      '{"detail":{"severity":[{"numeric":["=>",7]}]}}',
      'must give numeric at detail.severity what it takes, got ["=>",7]',
    ],
    ['{"detail":{"a":[{"exists":"true"}]}}', 'must give exists at detail.a what it takes, got "true"'],
    ['{"detail":{"$or":[{"a":[1]}]}}', 'must have a list of two or more patterns at detail.$or'],
    [
      '{"detail":{"a":[{"prefix":"x","suffix":"y"}]}}',
      'must have one test in each element at detail.a, got {"prefix":"x","suffix":"y"}',
    ],
    [
      '{"detail":{"a":[{"regex":"x"}]}}',
      'must use one of prefix, suffix, equals-ignore-case, wildcard, cidr, exists, numeric, anything-but at detail.a, got regex',
    ],
  ])('refuses %s: %s', (pattern, problem) => {
    expect(eventPatternProblem(pattern)).toBe(problem);
  });

  test('refuses a placeholder without a path, and a path that is none', () => {
    const target = (input_paths: ObjectValue, input_template: string) => ({
      input_transformer: [{ input_paths, input_template }],
    });
    expect(messages('aws_cloudwatch_event_target', target({ who: '$.detail.arn' }, '"<who> did <what>"'))).toEqual([
      'event-input-template: must have a path for every placeholder, got <what> without one',
    ]);
    expect(messages('aws_cloudwatch_event_target', target({ who: 'detail.arn' }, '"<who>"'))).toEqual([
      'event-input-template: must have paths that start with $., got who="detail.arn"',
    ]);
    expect(messages('aws_cloudwatch_event_target', target({ who: '$.id' }, '"<who> <aws.events.rule-name>"'))).toEqual(
      [],
    );
  });
});
