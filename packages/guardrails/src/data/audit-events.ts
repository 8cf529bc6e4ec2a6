/** A call, or another event, that an alarm of the trail has to see. */
export interface AuditEvents {
  /** For messages. */
  readonly what: string;
  /** Names of calls, each of which one filter has to match by itself. */
  readonly calls?: readonly string[];
  /** Terms that one filter has to have, all of them, where no name of a call tells. */
  readonly terms?: readonly string[];
  /** Most that may pass within five minutes. */
  readonly threshold: number;
}

/**
 * What the CIS AWS Foundations Benchmark asks alarms for (4.1 to 4.15), as CloudWatch's guide writes the patterns, and what the estate
 * adds: the emergency role, and who may do what in a cluster.
 *
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const AUDIT_EVENTS: readonly AuditEvents[] = [
  {
    what: 'unauthorized calls (CloudWatch.2)',
    terms: ['$.errorCode = "*UnauthorizedOperation"', '$.errorCode = "AccessDenied*"'],
    threshold: 10,
  },
  {
    what: 'sign-ins without MFA (CloudWatch.3)',
    terms: [
      '$.eventName = "ConsoleLogin"',
      '$.additionalEventData.MFAUsed != "Yes"',
      '$.userIdentity.type = "IAMUser"',
      '$.responseElements.ConsoleLogin = "Success"',
    ],
    threshold: 1,
  },
  {
    what: 'use of root (CloudWatch.1)',
    terms: ['$.userIdentity.type = "Root"', '$.userIdentity.invokedBy NOT EXISTS', '$.eventType != "AwsServiceEvent"'],
    threshold: 1,
  },
  {
    what: 'failed sign-ins (CloudWatch.6)',
    terms: ['$.eventName = ConsoleLogin', '$.errorMessage = "Failed authentication"'],
    threshold: 5,
  },
  {
    what: 'use of break-glass',
    terms: [
      '$.requestParameters.roleArn = "*-break-glass"',
      '$.userIdentity.sessionContext.sessionIssuer.userName = "*-break-glass"',
    ],
    threshold: 1,
  },
  {
    what: 'changes of IAM policies (CloudWatch.4)',
    calls: [
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
    ],
    threshold: 1,
  },
  {
    what: 'changes of CloudTrail (CloudWatch.5)',
    calls: ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'],
    threshold: 1,
  },
  { what: 'keys that go (CloudWatch.7)', calls: ['DisableKey', 'ScheduleKeyDeletion'], threshold: 1 },
  {
    what: 'changes of bucket policies (CloudWatch.8)',
    calls: [
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
    threshold: 1,
  },
  {
    what: 'changes of Config (CloudWatch.9)',
    calls: ['StopConfigurationRecorder', 'DeleteDeliveryChannel', 'PutDeliveryChannel', 'PutConfigurationRecorder'],
    threshold: 1,
  },
  {
    what: 'changes of security groups (CloudWatch.10)',
    calls: [
      'AuthorizeSecurityGroupIngress',
      'AuthorizeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
      'RevokeSecurityGroupEgress',
      'CreateSecurityGroup',
      'DeleteSecurityGroup',
    ],
    threshold: 1,
  },
  {
    what: 'changes of network ACLs (CloudWatch.11)',
    calls: [
      'CreateNetworkAcl',
      'CreateNetworkAclEntry',
      'DeleteNetworkAcl',
      'DeleteNetworkAclEntry',
      'ReplaceNetworkAclEntry',
      'ReplaceNetworkAclAssociation',
    ],
    threshold: 1,
  },
  {
    what: 'changes of gateways (CloudWatch.12)',
    calls: [
      'CreateCustomerGateway',
      'DeleteCustomerGateway',
      'AttachInternetGateway',
      'CreateInternetGateway',
      'DeleteInternetGateway',
      'DetachInternetGateway',
    ],
    threshold: 1,
  },
  {
    what: 'changes of routes (CloudWatch.13)',
    calls: [
      'CreateRoute',
      'CreateRouteTable',
      'ReplaceRoute',
      'ReplaceRouteTableAssociation',
      'DeleteRouteTable',
      'DeleteRoute',
      'DisassociateRouteTable',
    ],
    threshold: 1,
  },
  {
    what: 'changes of VPCs (CloudWatch.14)',
    calls: [
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
    ],
    threshold: 1,
  },
  {
    what: 'changes of the organisation (CIS 4.15)',
    calls: [
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
    threshold: 1,
  },
  {
    what: 'changes of who may do what in a cluster',
    calls: [
      'CreateAccessEntry',
      'UpdateAccessEntry',
      'AssociateAccessPolicy',
      'CreatePodIdentityAssociation',
      'UpdatePodIdentityAssociation',
    ],
    threshold: 1,
  },
];
