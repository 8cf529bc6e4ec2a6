import { type AlarmTopic, EstateStack, EventAlarm } from '@smile/core';
import { Construct } from 'constructs';

export interface ClusterEventsProps {
  readonly clusterName: string;
  /** Word after the environment's prefix, as in `app`. */
  readonly name: string;
  /**
   * Name of the role that applies reviewed plans, as in `smile-prd-apply`. Its changes are nothing to tell where EKS Pod
   * Identity opened the session; anybody else's session of it is told.
   */
  readonly deployRoleName: string;
  readonly topic: AlarmTopic;
}

/** Calls that let somebody in, open the endpoint, or take a part of the cluster away. */
const CHANGES = [
  'AssociateAccessPolicy',
  'AssociateEncryptionConfig',
  'AssociateIdentityProviderConfig',
  'CreateAccessEntry',
  'CreatePodIdentityAssociation',
  'DeleteAccessEntry',
  'DeleteAddon',
  'DeleteCluster',
  'DeleteNodegroup',
  'DeletePodIdentityAssociation',
  'DisassociateAccessPolicy',
  'UpdateAccessEntry',
  'UpdateClusterConfig',
  'UpdateClusterVersion',
  'UpdateNodegroupConfig',
  'UpdateNodegroupVersion',
  'UpdatePodIdentityAssociation',
];

/**
 * Tells about changes to a cluster that did not come from the pipeline.
 *
 * EKS sends no events of its own; these are its API calls, from the audit trail. Trouble on AWS's side comes through the
 * AWS Health rule of the account.
 */
export class ClusterEvents extends Construct {
  constructor(scope: Construct, id: string, { clusterName, name, deployRoleName, topic }: ClusterEventsProps) {
    super(scope, id);
    const { account, namePrefix } = EstateStack.ofConstruct(this).environment;
    // Pod Identity names its sessions `eks-<cluster>-<pod>-…`.
    const pipelineSession = `arn:aws:sts::${account.id}:assumed-role/${deployRoleName}/eks-${namePrefix}-`;
    new EventAlarm(this, 'ChangedByHand', {
      topic,
      name: `${name}-cluster-changed-by-hand`,
      description: `Changes to cluster ${clusterName} that did not come from the pipeline`,
      pattern: {
        source: ['aws.eks'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['eks.amazonaws.com'],
          eventName: CHANGES,
          // CloudTrail names the parameter in either way, call by call.
          $or: [{ requestParameters: { name: [clusterName] } }, { requestParameters: { clusterName: [clusterName] } }],
          // Users and root have no session issuer, everybody has an ARN.
          userIdentity: { arn: [{ 'anything-but': { prefix: pipelineSession } }] },
        },
      },
      message: [
        'EKS: <what> by <who> from <address> at <time>, not by the pipeline.',
        'Ask them why; the next plan shows what they changed.',
      ],
      paths: {
        what: '$.detail.eventName',
        who: '$.detail.userIdentity.arn',
        address: '$.detail.sourceIPAddress',
        time: '$.detail.eventTime',
      },
    });
  }
}
