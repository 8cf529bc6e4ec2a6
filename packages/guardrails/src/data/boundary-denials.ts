/** A call that a boundary has to deny, whatever policies allow. */
export interface BoundaryDenial {
  readonly action: string;
  /** Where it is denied: everywhere, on some resources, or on all but some. */
  readonly on: 'everything' | 'some' | 'all but some';
  /** Operator and key of the one condition that the denial may have. @default - none */
  readonly under?: string;
  /** Whether the boundary of break-glass denies it as well. @default false */
  readonly always?: true;
}

/** Denied by every boundary: leaving it, taking others' identities, and ending the watch. */
const ALWAYS: readonly Omit<BoundaryDenial, 'always'>[] = [
  { action: 'iam:DeleteRolePermissionsBoundary', on: 'everything' },
  { action: 'iam:DeleteUserPermissionsBoundary', on: 'everything' },
  { action: 'iam:CreateRole', on: 'everything', under: 'StringNotEquals iam:PermissionsBoundary' },
  { action: 'iam:AttachRolePolicy', on: 'everything', under: 'StringNotEquals iam:PermissionsBoundary' },
  { action: 'iam:PutRolePolicy', on: 'everything', under: 'StringNotEquals iam:PermissionsBoundary' },
  { action: 'iam:PutRolePermissionsBoundary', on: 'everything', under: 'StringNotEquals iam:PermissionsBoundary' },
  { action: 'iam:CreateUser', on: 'all but some' },
  { action: 'iam:CreateAccessKey', on: 'all but some' },
  { action: 'iam:CreatePolicyVersion', on: 'all but some' },
  { action: 'iam:UpdateAssumeRolePolicy', on: 'all but some' },
  { action: 'iam:AddUserToGroup', on: 'all but some' },
  { action: 'iam:PassRole', on: 'all but some' },
  { action: 'iam:CreatePolicyVersion', on: 'some' },
  { action: 'iam:UpdateAssumeRolePolicy', on: 'some' },
  { action: 'iam:DeleteRole', on: 'some' },
  { action: 'iam:PassRole', on: 'some', under: 'StringNotEquals iam:PassedToService' },
  { action: 'sts:AssumeRole', on: 'all but some' },
  { action: 'sts:AssumeRoot', on: 'all but some' },
  { action: 'cloudtrail:StopLogging', on: 'everything' },
  { action: 'cloudtrail:DeleteTrail', on: 'everything' },
  { action: 'config:StopConfigurationRecorder', on: 'everything' },
  { action: 'config:DeleteConfigurationRecorder', on: 'everything' },
  { action: 'config:DeleteDeliveryChannel', on: 'everything' },
  { action: 'guardduty:DeleteDetector', on: 'everything' },
  { action: 'guardduty:DisassociateFromAdministratorAccount', on: 'everything' },
  { action: 'securityhub:DisableSecurityHub', on: 'everything' },
  { action: 'backup:DeleteBackupVault', on: 'everything' },
  { action: 'backup:DeleteRecoveryPoint', on: 'everything' },
  { action: 'organizations:LeaveOrganization', on: 'everything' },
  { action: 'account:CloseAccount', on: 'everything' },
  { action: 's3:DeleteBucket', on: 'some' },
  { action: 'kms:ScheduleKeyDeletion', on: 'everything', under: 'ForAnyValue:StringEquals kms:ResourceAliases' },
  { action: 'kms:DisableKey', on: 'everything', under: 'ForAnyValue:StringEquals kms:ResourceAliases' },
  { action: 'kms:UpdateAlias', on: 'some' },
  { action: 'kms:DeleteAlias', on: 'some' },
];

/** Denied by the boundary of every role but break-glass: whatever blinds the watch, or rewrites what it wrote. */
const USUALLY: readonly BoundaryDenial[] = [
  { action: 'cloudtrail:UpdateTrail', on: 'everything' },
  { action: 'cloudtrail:PutEventSelectors', on: 'everything' },
  { action: 'config:PutConfigurationRecorder', on: 'everything' },
  { action: 'config:DeleteConfigRule', on: 'everything' },
  { action: 'guardduty:UpdateDetector', on: 'everything' },
  { action: 'guardduty:CreateFilter', on: 'everything' },
  { action: 'guardduty:ArchiveFindings', on: 'everything' },
  { action: 'inspector2:Disable', on: 'everything' },
  { action: 'securityhub:BatchUpdateFindings', on: 'everything' },
  { action: 'securityhub:UpdateSecurityHubConfiguration', on: 'everything' },
  { action: 'access-analyzer:DeleteAnalyzer', on: 'everything' },
  { action: 'access-analyzer:CreateArchiveRule', on: 'everything' },
  { action: 'cloudwatch:DisableAlarmActions', on: 'everything' },
  { action: 's3:PutAccountPublicAccessBlock', on: 'everything' },
  { action: 'backup:PutBackupVaultAccessPolicy', on: 'everything' },
  { action: 'backup:DeleteBackupVaultLockConfiguration', on: 'everything' },
  { action: 'backup:UpdateRecoveryPointLifecycle', on: 'everything' },
  { action: 's3:PutBucketPolicy', on: 'some' },
  { action: 's3:PutLifecycleConfiguration', on: 'some' },
  { action: 's3:PutBucketVersioning', on: 'some' },
  { action: 's3:DeleteObjectVersion', on: 'some' },
  { action: 's3:BypassGovernanceRetention', on: 'some' },
  { action: 's3:PutObjectAcl', on: 'some' },
  { action: 's3:PutObject', on: 'some' },
  { action: 's3:DeleteObject', on: 'some' },
  { action: 'kms:PutKeyPolicy', on: 'everything', under: 'ForAnyValue:StringEquals kms:ResourceAliases' },
  {
    action: 'kms:CreateGrant',
    on: 'everything',
    under: 'ForAnyValue:StringEquals kms:ResourceAliases, BoolIfExists kms:GrantIsForAWSResource',
  },
  { action: 'logs:DeleteLogGroup', on: 'some' },
  { action: 'logs:PutRetentionPolicy', on: 'some' },
  { action: 'logs:DisassociateKmsKey', on: 'some' },
  { action: 'ssm:UpdateDocument', on: 'some' },
  { action: 'ssm:DeleteDocument', on: 'some' },
  { action: 'sns:SetTopicAttributes', on: 'some' },
  { action: 'sns:Unsubscribe', on: 'some' },
  { action: 'sns:DeleteTopic', on: 'some' },
  { action: 'eks:DeleteNodegroup', on: 'everything', under: 'StringEquals aws:ResourceTag/nodes-with-data' },
];

/** What boundaries deny (docs/adr/0007-permissions-boundary.md; the actions are those of the Service Authorization Reference). */
export const BOUNDARY_DENIALS: readonly BoundaryDenial[] = [
  ...ALWAYS.map((one) => ({ ...one, always: true as const })),
  ...USUALLY,
];
