import { type AlarmTopic, EventAlarm, throwIfAny } from '@smile/core';
import { Construct } from 'constructs';

/** A node group, as far as events name it. */
export interface WatchedNodeGroup {
  readonly nodeGroupName: string;
  readonly autoscalingGroupName: string;
  /** Whether its nodes hold data that goes with them. */
  readonly holdsData: boolean;
}

export interface NodeGroupEventsProps {
  readonly topic: AlarmTopic;
  /** Word for the cluster in names of rules, as in `app`. Never changed: it replaces the rules. */
  readonly cluster: string;
  readonly groups: readonly WatchedNodeGroup[];
}

/**
 * Events of a cluster's node groups that people hear about at once: nodes that do not start, and nodes with data that
 * end or are about to.
 *
 * EKS itself sends EventBridge no events of node groups, only of add-ons, so these come from the scaling groups behind
 * them and from CloudTrail. https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-eks.html
 */
export class NodeGroupEvents extends Construct {
  constructor(scope: Construct, id: string, props: NodeGroupEventsProps) {
    super(scope, id);
    throwIfAny(this, props.groups.length > 0 ? [] : ['groups is empty; leave NodeGroupEvents out']);
    this.tellFailures(props);
    const withData = props.groups.filter(({ holdsData }) => holdsData);
    if (withData.length === 0) return;
    this.tellEndedNodes(props, withData);
    this.tellChanges(props, withData);
  }

  private tellFailures({ topic, cluster, groups }: NodeGroupEventsProps): void {
    new EventAlarm(this, 'Failures', {
      topic,
      name: `${cluster}-nodes-that-do-not-start`,
      description: `Nodes of the cluster ${cluster} that do not start or do not end`,
      pattern: {
        source: ['aws.autoscaling'],
        'detail-type': ['EC2 Instance Launch Unsuccessful', 'EC2 Instance Terminate Unsuccessful'],
        detail: { AutoScalingGroupName: groups.map(({ autoscalingGroupName }) => autoscalingGroupName) },
      },
      message: [
        '<what> in scaling group <group>: <reason>',
        'Without capacity in the zone, wait or name another type; without quota, ask AWS for more.',
      ],
      paths: { what: '$.detail-type', group: '$.detail.AutoScalingGroupName', reason: '$.detail.StatusMessage' },
    });
  }

  private tellEndedNodes({ topic, cluster }: NodeGroupEventsProps, groups: readonly WatchedNodeGroup[]): void {
    new EventAlarm(this, 'EndedNodes', {
      topic,
      name: `${cluster}-nodes-with-data-that-ended`,
      description: `Nodes of the cluster ${cluster} that ended, and their data with them`,
      pattern: {
        source: ['aws.autoscaling'],
        'detail-type': ['EC2 Instance Terminate Successful'],
        detail: { AutoScalingGroupName: groups.map(({ autoscalingGroupName }) => autoscalingGroupName) },
      },
      message: [
        'A node with data ended: <instance> of <group>. <cause>',
        'Its copy of the data is gone. Follow docs/runbooks/replace-a-node-with-data.md; touch no other node until all copies are whole.',
      ],
      paths: { instance: '$.detail.EC2InstanceId', group: '$.detail.AutoScalingGroupName', cause: '$.detail.Cause' },
    });
  }

  private tellChanges({ topic, cluster }: NodeGroupEventsProps, groups: readonly WatchedNodeGroup[]): void {
    new EventAlarm(this, 'Changes', {
      topic,
      name: `${cluster}-nodes-with-data-that-change`,
      description: `Calls that replace nodes of the cluster ${cluster} that hold data`,
      pattern: {
        source: ['aws.eks'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['eks.amazonaws.com'],
          eventName: ['UpdateNodegroupVersion', 'UpdateNodegroupConfig', 'DeleteNodegroup'],
          requestParameters: { nodegroupName: groups.map(({ nodeGroupName }) => nodeGroupName) },
        },
      },
      message: [
        '<who> called <call> on node group <group>, whose nodes hold data.',
        'EKS replaces one node after the other without waiting for data. If nobody meant it, stop it: suspend Terminate of the scaling group.',
      ],
      paths: {
        who: '$.detail.userIdentity.arn',
        call: '$.detail.eventName',
        group: '$.detail.requestParameters.nodegroupName',
      },
    });
  }
}
