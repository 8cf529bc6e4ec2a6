/** A call that a boundary has to deny, whatever policies allow. */
export interface BoundaryDenial {
  readonly action: string;
  /** Where it is denied: everywhere, on some resources, or on all but some. */
  readonly on: 'everything' | 'some' | 'all but some';
  /** Operator and key of the one condition that the denial may have. @default - none */
  readonly under?: string;
  /**
   * Resources that a denial on some of them covers, behind the account in their ARN. `{prefix}` begins the names of the environment,
   * `{word}` those of its country, `{account}` is the account. Wildcards of the policy count.
   */
  readonly of?: readonly string[];
  /** Whether the boundary of break-glass denies it as well. @default false */
  readonly always?: true;
}

const FENCE = [
  'role/{prefix}-plan',
  'role/{prefix}-apply',
  'role/{prefix}-break-glass',
  'role/{prefix}-deploy-production',
];
const BOUNDARIES = ['policy/{prefix}-boundary', 'policy/{prefix}-break-glass-boundary'];
const RECORDS = ['terraform-state', 'terraform-state-access', 'audit', 'audit-access', 'sessions'].map(
  (bucket) => `{prefix}-${bucket}-{account}`,
);
const OBJECTS = RECORDS.map((bucket) => `${bucket}/an/object`);
const AUDIT = OBJECTS.filter((object) => object.includes('-audit'));
const ALIASES = ['terraform-state', 'audit', 'access'].map((alias) => `alias/{prefix}-${alias}`);
const LOGS = ['log-group:{prefix}-trail:*', 'log-group:/{prefix}/sessions:*'];
const DOCUMENTS = ['document/{prefix}-shell', 'document/SSM-SessionManagerRunShell'];
const TOPICS = ['{word}-alarms'];

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
  { action: 'iam:CreatePolicyVersion', on: 'some', of: BOUNDARIES },
  { action: 'iam:UpdateAssumeRolePolicy', on: 'some', of: FENCE },
  { action: 'iam:DeleteRole', on: 'some', of: FENCE },
  { action: 'iam:PassRole', on: 'some', of: FENCE, under: 'StringNotEquals iam:PassedToService' },
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
  { action: 's3:DeleteBucket', on: 'some', of: RECORDS },
  { action: 'kms:ScheduleKeyDeletion', on: 'everything', under: 'ForAnyValue:StringEquals kms:ResourceAliases' },
  { action: 'kms:DisableKey', on: 'everything', under: 'ForAnyValue:StringEquals kms:ResourceAliases' },
  { action: 'kms:UpdateAlias', on: 'some', of: ALIASES },
  { action: 'kms:DeleteAlias', on: 'some', of: ALIASES },
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
  { action: 's3:PutBucketPolicy', on: 'some', of: RECORDS },
  { action: 's3:PutLifecycleConfiguration', on: 'some', of: RECORDS },
  { action: 's3:PutBucketVersioning', on: 'some', of: RECORDS },
  { action: 's3:DeleteObjectVersion', on: 'some', of: OBJECTS },
  { action: 's3:BypassGovernanceRetention', on: 'some', of: OBJECTS },
  { action: 's3:PutObjectAcl', on: 'some', of: OBJECTS },
  { action: 's3:PutObject', on: 'some', of: AUDIT },
  { action: 's3:DeleteObject', on: 'some', of: AUDIT },
  { action: 'kms:PutKeyPolicy', on: 'everything', under: 'ForAnyValue:StringEquals kms:ResourceAliases' },
  {
    action: 'kms:CreateGrant',
    on: 'everything',
    under: 'ForAnyValue:StringEquals kms:ResourceAliases, BoolIfExists kms:GrantIsForAWSResource',
  },
  { action: 'logs:DeleteLogGroup', on: 'some', of: LOGS },
  { action: 'logs:PutRetentionPolicy', on: 'some', of: LOGS },
  { action: 'logs:DisassociateKmsKey', on: 'some', of: LOGS },
  { action: 'ssm:UpdateDocument', on: 'some', of: DOCUMENTS },
  { action: 'ssm:DeleteDocument', on: 'some', of: DOCUMENTS },
  { action: 'sns:SetTopicAttributes', on: 'some', of: TOPICS },
  { action: 'sns:Unsubscribe', on: 'some', of: TOPICS },
  { action: 'sns:DeleteTopic', on: 'some', of: TOPICS },
  { action: 'eks:DeleteNodegroup', on: 'everything', under: 'StringEquals aws:ResourceTag/nodes-with-data' },
];

/** What boundaries deny (docs/adr/0007-permissions-boundary.md; the actions are those of the Service Authorization Reference). */
export const BOUNDARY_DENIALS: readonly BoundaryDenial[] = [
  ...ALWAYS.map((one) => ({ ...one, always: true as const })),
  ...USUALLY,
];
