import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { ALARM_TOPIC, nodeStackFor } from './fixtures/test-cluster.ts';
import { NodeGroup } from './node-group.ts';

const stackWith = (instanceType: string) =>
  nodeStackFor((scope, cluster) => {
    new NodeGroup(scope, 'Etl', {
      cluster,
      name: 'etl',
      instanceType,
      size: { min: 2, desired: 2, max: 4 },
      volume: '250 GiB',
      alarmTopic: ALARM_TOPIC,
    });
  });

const stack = stackWith('m6g.xlarge');

test('tell when fewer nodes run than the group must have, also when nobody counts any more', () => {
  expect(stack).toHaveResource(CloudwatchMetricAlarm, {
    alarm_name: 'smile-uat-clusters-etl-alarms-too-few',
    namespace: 'AWS/AutoScaling',
    metric_name: 'GroupInServiceInstances',
    statistic: 'Minimum',
    comparison_operator: 'LessThanThreshold',
    threshold: 2,
    treat_missing_data: 'breaching',
    alarm_actions: [ALARM_TOPIC.topicArn],
  });
  expect(stack).toReference(CloudwatchMetricAlarm, 'dimensions.AutoScalingGroupName', EksNodeGroup);
});

test("tell when a node fails EC2's checks for five minutes", () => {
  expect(stack).toHaveResource(CloudwatchMetricAlarm, {
    namespace: 'AWS/EC2',
    metric_name: 'StatusCheckFailed',
    period: 60,
    evaluation_periods: 5,
    treat_missing_data: 'ignore',
  });
});

test('tell that a burstable node costs more, and only a burstable one', () => {
  expect(stackWith('t3.2xlarge')).toHaveResource(CloudwatchMetricAlarm, {
    metric_name: 'CPUSurplusCreditsCharged',
    threshold: 0,
    treat_missing_data: 'notBreaching',
  });
  expect(resourcesOf(stack, CloudwatchMetricAlarm)).toHaveLength(2);
});
