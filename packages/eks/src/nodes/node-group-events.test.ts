import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { ALARM_TOPIC, nodeStackFor } from './fixtures/test-cluster.ts';
import { NodeGroupEvents, type WatchedNodeGroup } from './node-group-events.ts';

const APP = { nodeGroupName: 'app', autoscalingGroupName: 'eks-app-1', holdsData: false };
const KAFKA = { nodeGroupName: 'kafka', autoscalingGroupName: 'eks-kafka-1', holdsData: true };

const stackWith = (groups: readonly WatchedNodeGroup[]) =>
  nodeStackFor(
    (scope) => void new NodeGroupEvents(scope, 'NodeEvents', { topic: ALARM_TOPIC, cluster: 'data', groups }),
  );

const stack = stackWith([APP, KAFKA]);

const patternOf = (name: string) => {
  const rule = resourcesOf(stack, CloudwatchEventRule).find((candidate) => candidate.name === name);
  return JSON.parse(String(rule?.event_pattern));
};

test('tell of nodes of any group that do not start or do not end', () => {
  expect(patternOf('smile-uat-data-nodes-that-do-not-start')).toEqual({
    source: ['aws.autoscaling'],
    'detail-type': ['EC2 Instance Launch Unsuccessful', 'EC2 Instance Terminate Unsuccessful'],
    detail: { AutoScalingGroupName: ['eks-app-1', 'eks-kafka-1'] },
  });
});

test('tell of every node with data that ended, and of no other', () => {
  expect(patternOf('smile-uat-data-nodes-with-data-that-ended')).toEqual({
    source: ['aws.autoscaling'],
    'detail-type': ['EC2 Instance Terminate Successful'],
    detail: { AutoScalingGroupName: ['eks-kafka-1'] },
  });
});

test('tell of calls that replace nodes with data', () => {
  expect(patternOf('smile-uat-data-nodes-with-data-that-change').detail).toEqual({
    eventSource: ['eks.amazonaws.com'],
    eventName: ['UpdateNodegroupVersion', 'UpdateNodegroupConfig', 'DeleteNodegroup'],
    requestParameters: { nodegroupName: ['kafka'] },
  });
});

test('go to the topic, in words that say what to do', () => {
  expect(stack).toHaveResource(CloudwatchEventTarget, {
    arn: ALARM_TOPIC.topicArn,
    input_transformer: { input_template: expect.stringContaining('docs/runbooks/replace-a-node-with-data.md') },
  });
});

test('are one rule where nothing holds data', () => {
  expect(stackWith([APP])).toHaveResourceCount(CloudwatchEventRule, 1);
});

test('need a group', () => {
  expect(() => stackWith([])).toFailWith(
    'indonesia-staging-clusters/NodeEvents: groups is empty; leave NodeGroupEvents out',
  );
});
