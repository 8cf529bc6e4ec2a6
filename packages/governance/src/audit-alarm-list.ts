/** Something in the audit trail that people are told about. */
export interface AuditAlarmDefinition {
  /** Construct id, and the name of the metric. Never renamed. */
  readonly id: string;
  /** What happened and what to look at first. */
  readonly description: string;
  /** CloudWatch Logs filter pattern on CloudTrail's JSON, at most {@link LONGEST_PATTERN} characters. */
  readonly pattern: string;
  /** How many in five minutes are too many. @default 1 */
  readonly threshold?: number;
  /** Number in the CIS AWS Foundations Benchmark 5.0. @default - ours, not in the benchmark */
  readonly cis?: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const LONGEST_PATTERN = 1024;

/**
 * The fifteen monitors of the CIS AWS Foundations Benchmark 5.0, section 4, and two more: break-glass, and who lets
 * somebody into a cluster.
 *
 * The patterns are written as auditors' tools expect them: `$.eventName = X`, in the benchmark's order of fields.
 */
export const AUDIT_ALARMS: readonly AuditAlarmDefinition[] = [
  {
    id: 'UnauthorizedCalls',
    cis: '4.1',
    description: 'Many calls were denied. Look for one principal trying doors: filter the trail by errorCode.',
    pattern:
      '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
    // The console probes permissions by trying; single denials are daily life.
    threshold: 10,
  },
  {
    id: 'ConsoleWithoutMfa',
    cis: '4.2',
    description: 'Somebody signed in to the console without MFA. Find out who, and give them a second factor.',
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    id: 'RootUse',
    cis: '4.3',
    description: 'The root user did something. Nothing of ours needs it: ask who holds its credentials.',
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  },
  {
    id: 'IamPolicyChanges',
    cis: '4.4',
    description: 'An IAM policy was changed. Expected during an apply; otherwise find out who and why.',
    pattern: anyOf([
      'DeleteGroupPolicy',
      'DeleteRolePolicy',
      'DeleteUserPolicy',
      'PutGroupPolicy',
      'PutRolePolicy',
      'PutUserPolicy',
      'CreatePolicy',
      'DeletePolicy',
      'CreatePolicyVersion',
      'DeletePolicyVersion',
      'AttachRolePolicy',
      'DetachRolePolicy',
      'AttachUserPolicy',
      'DetachUserPolicy',
      'AttachGroupPolicy',
      'DetachGroupPolicy',
    ]),
  },
  {
    id: 'CloudTrailChanges',
    cis: '4.5',
    description: 'The audit trail itself was changed. Check that it still logs, then who did it.',
    pattern: anyOf(['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging']),
  },
  {
    id: 'ConsoleFailures',
    cis: '4.6',
    description: 'Several sign-ins to the console failed. Somebody may be guessing a password.',
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    // A mistyped password is no attack.
    threshold: 3,
  },
  {
    id: 'KeyDeletion',
    cis: '4.7',
    description: 'A KMS key was disabled or will be deleted. Cancel it within its waiting time, or its data is lost.',
    pattern:
      '{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }',
  },
  {
    id: 'BucketPolicyChanges',
    cis: '4.8',
    description: 'A bucket was opened, closed or told to forget. Expected during an apply.',
    pattern: anyOf(
      [
        'PutBucketAcl',
        'PutBucketPolicy',
        'PutBucketCors',
        'PutBucketLifecycle',
        'PutBucketReplication',
        'DeleteBucketPolicy',
        'DeleteBucketCors',
        'DeleteBucketLifecycle',
        'DeleteBucketReplication',
      ],
      's3.amazonaws.com',
    ),
  },
  {
    id: 'ConfigChanges',
    cis: '4.9',
    description: 'AWS Config was changed. Check that it still records.',
    pattern: anyOf(
      ['StopConfigurationRecorder', 'DeleteDeliveryChannel', 'PutDeliveryChannel', 'PutConfigurationRecorder'],
      'config.amazonaws.com',
    ),
  },
  {
    id: 'SecurityGroupChanges',
    cis: '4.10',
    description: 'A security group was changed. Expected during an apply.',
    pattern: anyOf([
      'AuthorizeSecurityGroupIngress',
      'AuthorizeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
      'RevokeSecurityGroupEgress',
      'CreateSecurityGroup',
      'DeleteSecurityGroup',
    ]),
  },
  {
    id: 'NetworkAclChanges',
    cis: '4.11',
    description: 'A network ACL was changed. Expected during an apply.',
    pattern: anyOf([
      'CreateNetworkAcl',
      'CreateNetworkAclEntry',
      'DeleteNetworkAcl',
      'DeleteNetworkAclEntry',
      'ReplaceNetworkAclEntry',
      'ReplaceNetworkAclAssociation',
    ]),
  },
  {
    id: 'GatewayChanges',
    cis: '4.12',
    description: 'A gateway to the internet was changed. Expected during an apply of the network only.',
    pattern: anyOf([
      'CreateCustomerGateway',
      'DeleteCustomerGateway',
      'AttachInternetGateway',
      'CreateInternetGateway',
      'DeleteInternetGateway',
      'DetachInternetGateway',
    ]),
  },
  {
    id: 'RouteChanges',
    cis: '4.13',
    description: 'A route was changed. Expected during an apply of the network only.',
    pattern: anyOf(
      [
        'CreateRoute',
        'CreateRouteTable',
        'ReplaceRoute',
        'ReplaceRouteTableAssociation',
        'DeleteRouteTable',
        'DeleteRoute',
        'DisassociateRouteTable',
      ],
      'ec2.amazonaws.com',
    ),
  },
  {
    id: 'VpcChanges',
    cis: '4.14',
    description: 'A VPC or a peering was changed. Expected during an apply of the network only.',
    pattern: anyOf([
      'CreateVpc',
      'DeleteVpc',
      'ModifyVpcAttribute',
      'AcceptVpcPeeringConnection',
      'CreateVpcPeeringConnection',
      'DeleteVpcPeeringConnection',
      'RejectVpcPeeringConnection',
      'AttachClassicLinkVpc',
      'DetachClassicLinkVpc',
      'DisableVpcClassicLink',
      'EnableVpcClassicLink',
    ]),
  },
  {
    id: 'OrganizationChanges',
    cis: '4.15',
    description: "The account's organization was changed. It may have left the rules it was under.",
    pattern: anyOf(
      [
        'AcceptHandshake',
        'AttachPolicy',
        'CreateAccount',
        'CreateOrganizationalUnit',
        'CreatePolicy',
        'DeclineHandshake',
        'DeleteOrganization',
        'DeleteOrganizationalUnit',
        'DeletePolicy',
        'DetachPolicy',
        'DisablePolicyType',
        'EnablePolicyType',
        'InviteAccountToOrganization',
        'LeaveOrganization',
        'MoveAccount',
        'RemoveAccountFromOrganization',
        'UpdatePolicy',
        'UpdateOrganizationalUnit',
      ],
      'organizations.amazonaws.com',
    ),
  },
  {
    id: 'BreakGlassUse',
    description: 'The role for emergencies was taken on or used, in any region. Ask on-call what is burning.',
    pattern:
      '{ ($.requestParameters.roleArn = "*-break-glass") || ($.userIdentity.sessionContext.sessionIssuer.userName = "*-break-glass") }',
  },
];

/** Calls that let a role or a pod into a cluster, or give one more rights there. */
const CLUSTER_ACCESS = [
  'CreateAccessEntry',
  'UpdateAccessEntry',
  'AssociateAccessPolicy',
  'CreatePodIdentityAssociation',
  'UpdatePodIdentityAssociation',
];

/**
 * Whoever lets somebody into a cluster, in any region, unless it is the pipeline: a session that EKS Pod Identity opened
 * for the apply role, whose name starts with `eks-` and the cluster. The role by any other session rings too.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export function clusterAccessChanges(pipelineSession: string): AuditAlarmDefinition {
  const calls = anyOf(CLUSTER_ACCESS, 'eks.amazonaws.com').slice(2, -2);
  return {
    id: 'ClusterAccessChanges',
    description: 'Somebody other than the pipeline let a role or a pod into a cluster. Find out who, and take it out.',
    pattern: `{ ${calls} && ($.userIdentity.arn != "${pipelineSession}*") }`,
  };
}

/** A pattern for any of some calls, of one service if it is named. */
function anyOf(eventNames: readonly string[], eventSource?: string): string {
  const names = eventNames.map((name) => `($.eventName = ${name})`).join(' || ');
  return eventSource === undefined ? `{ ${names} }` : `{ ($.eventSource = ${eventSource}) && (${names}) }`;
}
