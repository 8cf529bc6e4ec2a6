import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { AUDIT_ALARMS, LONGEST_PATTERN } from './audit-alarm-list.ts';
import { AuditAlarms } from './audit-alarms.ts';
import { accountStackFor, auditStoreIn } from './fixtures.ts';
import { SnsAlarmTopic } from './sns-alarm-topic.ts';
import { Trail } from './trail.ts';

const stack = accountStackFor((scope) => {
  const topic = new SnsAlarmTopic(scope, 'AlarmTopic', { emails: [] });
  const trail = new Trail(scope, 'Trail', { store: auditStoreIn(scope) });
  new AuditAlarms(scope, 'AuditAlarms', { trail, topic });
});

describe('the list', () => {
  test('holds the fifteen of the CIS benchmark, in its order, and break-glass', () => {
    expect(AUDIT_ALARMS.map(({ cis }) => cis)).toEqual([
      ...Array.from({ length: 15 }, (_, index) => `4.${index + 1}`),
      undefined,
    ]);
  });

  test('has ids that differ, because each is a metric', () => {
    expect(new Set(AUDIT_ALARMS.map(({ id }) => id)).size).toBe(16);
  });

  test.each(AUDIT_ALARMS)('$id: is no longer than CloudWatch allows', ({ pattern }) => {
    expect(pattern.length).toBeLessThanOrEqual(LONGEST_PATTERN);
  });

  test.each(AUDIT_ALARMS)('$id: is a pattern on JSON with balanced brackets', ({ pattern }) => {
    expect(pattern).toMatch(/^\{ .*\$\..* \}$/);
    expect(pattern.split('(').length).toBe(pattern.split(')').length);
  });

  test('names the service where a call of another service has the same name', () => {
    const pattern = AUDIT_ALARMS.find(({ id }) => id === 'RouteChanges')?.pattern;
    expect(pattern).toMatch(/^\{ \(\$\.eventSource = ec2\.amazonaws\.com\) && \(\(\$\.eventName = CreateRoute\) \|\| /);
  });
});

describe('alarms on the audit trail (GOV-CLOUDWATCH)', () => {
  test('are one filter and one alarm for each row, and one for access to clusters', () => {
    expect(stack).toHaveResourceCount(CloudwatchLogMetricFilter, 17);
    expect(stack).toHaveResourceCount(CloudwatchMetricAlarm, 17);
  });

  test('ring when anybody but the pipeline lets a role or a pod into a cluster', () => {
    // Names of the calls: https://docs.aws.amazon.com/eks/latest/APIReference/API_Operations.html
    expect(stack).toHaveResource(CloudwatchLogMetricFilter, {
      name: 'smile-uat-cluster-access-changes',
      pattern:
        '{ ($.eventSource = eks.amazonaws.com) && (($.eventName = CreateAccessEntry) || ($.eventName = UpdateAccessEntry) || ($.eventName = AssociateAccessPolicy) || ($.eventName = CreatePodIdentityAssociation) || ($.eventName = UpdatePodIdentityAssociation)) && ($.userIdentity.arn != "arn:aws:sts::222222222222:assumed-role/smile-uat-apply/eks-smile-uat-*") }',
    });
  });

  test("count in the trail's log group, which therefore exists first (P74)", () => {
    expect(stack).toReference(CloudwatchLogMetricFilter, 'log_group_name', CloudwatchLogGroup);
    expect(stack).toHaveResource(CloudwatchLogMetricFilter, {
      name: 'smile-uat-root-use',
      metric_transformation: { namespace: 'Smile/Audit', name: 'RootUse', value: '1', default_value: '0' },
    });
  });

  test('tell the topic, through its policy, which must stand before anything may publish', () => {
    expect(stack).toReference(CloudwatchMetricAlarm, 'alarm_actions', SnsTopicPolicy);
  });

  test('speak up at the first event in five minutes; silence is good', () => {
    expect(stack).toHaveResource(CloudwatchMetricAlarm, {
      alarm_name: 'smile-uat-account-audit-alarms-root-use',
      alarm_description:
        'The root user did something. Nothing of ours needs it: ask who holds its credentials. (CIS 4.3)',
      namespace: 'Smile/Audit',
      metric_name: 'RootUse',
      statistic: 'Sum',
      comparison_operator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      period: 300,
      evaluation_periods: 1,
      treat_missing_data: 'notBreaching',
    });
  });

  test('wait for more than one where single ones are daily life', () => {
    const patient = resourcesOf(stack, CloudwatchMetricAlarm).filter(({ threshold }) => threshold !== 1);
    expect(patient.map(({ metric_name, threshold }) => [metric_name, threshold])).toEqual([
      ['ConsoleFailures', 3],
      ['UnauthorizedCalls', 10],
    ]);
  });
});
