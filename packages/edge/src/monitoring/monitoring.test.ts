import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { EstateStack } from '@smile/core';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { Certificate } from '../certificates/certificate.ts';
import { edgeStackFor, loadBalancerIn, TEST_TOPIC, zoneIn } from '../fixtures.ts';
import { ApiAlarms } from './api-alarms.ts';
import { CertificateAlarm } from './certificate-alarm.ts';
import { EDGE_WIDGETS } from './edge-widgets.ts';
import { ErrorShareAlarm, type ErrorShareAlarmProps } from './error-share-alarm.ts';
import { LoadBalancerAlarms, type LoadBalancerAlarmsProps } from './load-balancer-alarms.ts';
import { WebAclAlarm, type WebAclAlarmProps } from './web-acl-alarm.ts';

const LOAD_BALANCER = 'app/web/50dc6c495c0c9188';

/** Alarms of a stack by the last words of their name. */
function alarmsIn(build: (stack: EstateStack) => void) {
  const alarms = resourcesOf(edgeStackFor(build), CloudwatchMetricAlarm);
  return Object.fromEntries(alarms.map((alarm) => [String(alarm.alarm_name).replace('smile-uat-edge-', ''), alarm]));
}

/** Expressions of an alarm on a share, by the name of what they say. */
function expressionsOf(alarm: unknown): Record<string, unknown> {
  const queries = Object(alarm).metric_query as { id: string; expression?: string; metric?: object }[];
  return Object.fromEntries(queries.map(({ id, expression, metric }) => [id, expression ?? metric]));
}

describe('an alarm on a share of errors', () => {
  const alarmWith = (props: Partial<ErrorShareAlarmProps> = {}) =>
    alarmsIn((stack) => {
      const metric = (name: string) => ({ namespace: 'AWS/ApiGateway', name, dimensions: { ApiId: 'a1' } });
      const metrics = { errors: metric('5xx'), requests: metric('Count') };
      new ErrorShareAlarm(stack, 'Errors', { topic: TEST_TOPIC, ...metrics, description: 'Look', ...props });
    }).errors;

  test('defaults: above 5% in three periods of five minutes with at least 100 requests', () => {
    expect(alarmWith()).toMatchObject({
      alarm_description: 'Look',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 5,
      evaluation_periods: 3,
      treat_missing_data: 'notBreaching',
      alarm_actions: [TEST_TOPIC.topicArn],
      ok_actions: [TEST_TOPIC.topicArn],
    });
    expect(expressionsOf(alarmWith())).toEqual({
      share: 'IF(total >= 100, 100 * FILL(errors, 0) / total, 0)',
      total: 'FILL(requests, 0)',
      errors: expect.objectContaining({ metric_name: '5xx', period: 300, stat: 'Sum', dimensions: { ApiId: 'a1' } }),
      requests: expect.objectContaining({ metric_name: 'Count', period: 300, stat: 'Sum' }),
    });
  });

  test('counts errors to the requests where the service does not', () => {
    const alarm = alarmWith({ requestsHoldErrors: false, percent: 1, fewestRequests: 10 });
    expect(alarm).toMatchObject({ threshold: 1 });
    expect(expressionsOf(alarm)).toMatchObject({
      share: 'IF(total >= 10, 100 * FILL(errors, 0) / total, 0)',
      total: 'FILL(requests, 0) + FILL(errors, 0)',
    });
  });
});

describe('alarms of a load balancer (GOV-CLOUDWATCH)', () => {
  const alarmsWith = (props: Partial<LoadBalancerAlarmsProps> = {}) =>
    alarmsIn((stack) => {
      new LoadBalancerAlarms(stack, 'Web', {
        loadBalancer: loadBalancerIn(stack),
        name: 'web',
        targetGroupArnSuffixes: { Gateway: 'targetgroup/web/73e2d6bc24d8a067' },
        topic: TEST_TOPIC,
        ...props,
      });
    });

  test('defaults: errors, latency, connections and targets, but not silence', () => {
    expect(Object.keys(alarmsWith()).sort()).toEqual([
      'web-connections-rejected',
      'web-gateway-targets-missing',
      'web-gateway-targets-unhealthy',
      'web-own-errors',
      'web-slow',
      'web-target-errors',
      'web-very-slow',
    ]);
  });

  test('defaults: 2 seconds for one answer in twenty, 5 for one in a hundred', () => {
    const dimensions = { LoadBalancer: LOAD_BALANCER };
    expect(alarmsWith()['web-slow']).toMatchObject({ extended_statistic: 'p95', threshold: 2, dimensions });
    expect(alarmsWith()['web-very-slow']).toMatchObject({ extended_statistic: 'p99', threshold: 5, dimensions });
    expect(alarmsWith({ slowSeconds: 1, verySlowSeconds: 3 })).toMatchObject({
      'web-slow': { threshold: 1, metric_name: 'TargetResponseTime' },
      'web-very-slow': { threshold: 3 },
    });
  });

  test('tell errors of the application from those of the load balancer', () => {
    const alarms = alarmsWith();
    expect(alarms['web-target-errors']).toMatchObject({ threshold: 5 });
    expect(expressionsOf(alarms['web-target-errors'])).toMatchObject({
      total: 'FILL(requests, 0)',
      errors: { metric_name: 'HTTPCode_Target_5XX_Count', dimensions: { LoadBalancer: LOAD_BALANCER } },
    });
    expect(alarms['web-own-errors']).toMatchObject({ threshold: 1 });
    expect(expressionsOf(alarms['web-own-errors'])).toMatchObject({
      total: 'FILL(requests, 0) + FILL(errors, 0)',
      errors: { metric_name: 'HTTPCode_ELB_5XX_Count' },
    });
  });

  test('watch each target group behind it', () => {
    const dimensions = { LoadBalancer: LOAD_BALANCER, TargetGroup: 'targetgroup/web/73e2d6bc24d8a067' };
    expect(alarmsWith()).toMatchObject({
      'web-gateway-targets-unhealthy': { metric_name: 'UnHealthyHostCount', threshold: 0, dimensions },
      'web-gateway-targets-missing': {
        metric_name: 'HealthyHostCount',
        comparison_operator: 'LessThanThreshold',
        threshold: 1,
        treat_missing_data: 'breaching',
        dimensions,
      },
    });
  });

  test('start as soon as one connection is rejected', () => {
    expect(alarmsWith()['web-connections-rejected']).toMatchObject({
      metric_name: 'RejectedConnectionCount',
      statistic: 'Sum',
      threshold: 0,
      evaluation_periods: 1,
    });
  });

  test('tell that nobody comes, where somebody always should', () => {
    expect(alarmsWith({ silence: 'bad' })['web-silent']).toMatchObject({
      metric_name: 'RequestCount',
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      evaluation_periods: 6,
      treat_missing_data: 'breaching',
    });
  });
});

test('a web ACL that blocks more than 1,000 requests in five minutes, or as many as asked, is looked at', () => {
  const alarmWith = (props: Partial<WebAclAlarmProps> = {}) =>
    alarmsIn((stack) => {
      new WebAclAlarm(stack, 'Blocked', { webAclMetricName: 'smile-uat-web', topic: TEST_TOPIC, ...props });
    }).blocked;
  expect(alarmWith()).toMatchObject({
    namespace: 'AWS/WAFV2',
    metric_name: 'BlockedRequests',
    dimensions: { WebACL: 'smile-uat-web', Region: 'ap-southeast-3', Rule: 'ALL' },
    statistic: 'Sum',
    threshold: 1000,
    evaluation_periods: 1,
  });
  expect(alarmWith({ blockedRequests: 50 })).toMatchObject({ threshold: 50 });
});

test('a certificate that was not renewed is told 30 days before its end', () => {
  const stack = edgeStackFor((scope) => {
    const certificate = new Certificate(scope, 'Certificate', {
      names: { Web: 'app.smile.example' },
      zones: [zoneIn(scope)],
    });
    new CertificateAlarm(scope, 'Expiry', { certificate, topic: TEST_TOPIC });
  });
  expect(stack).toHaveResource(CloudwatchMetricAlarm, {
    namespace: 'AWS/CertificateManager',
    metric_name: 'DaysToExpiry',
    statistic: 'Minimum',
    comparison_operator: 'LessThanThreshold',
    threshold: 30,
    period: 86400,
    evaluation_periods: 1,
    treat_missing_data: 'ignore',
  });
  expect(stack).toReference(CloudwatchMetricAlarm, 'dimensions', AcmCertificateValidation);
});

test('alarms of an API look at errors and at one call in twenty', () => {
  const alarms = alarmsIn((stack) => {
    new ApiAlarms(stack, 'Api', { apiId: 'a1b2c3', topic: TEST_TOPIC });
  });
  expect(alarms['api-slow']).toMatchObject({ metric_name: 'Latency', extended_statistic: 'p95', threshold: 3000 });
  expect(expressionsOf(alarms['api-errors-high'])).toMatchObject({
    errors: { metric_name: '5xx', dimensions: { ApiId: 'a1b2c3' } },
    requests: { metric_name: 'Count' },
  });
});

test('the widgets show the way in, web ACLs and certificates', () => {
  expect(new Set(EDGE_WIDGETS.map(({ metric }) => metric.namespace))).toEqual(
    new Set(['AWS/ApplicationELB', 'AWS/WAFV2', 'AWS/CertificateManager']),
  );
  expect(new Set(EDGE_WIDGETS.map(({ title }) => title)).size).toBe(EDGE_WIDGETS.length);
});
