import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { alarmTopicArn, type Environment, stateBucketName, stateKey, stateKeyAlias } from '@smile/core';
import { deny } from './boundary-statements.ts';
import { shellDocumentName } from './sessions/session-names.ts';

/**
 * What ends or narrows the watching of an account, or the backups of its data. By verbs: the account stack is the only one
 * that has any of it, and break-glass applies that (docs/adr/0017).
 */
const BLINDING_ACTIONS = [
  'access-analyzer:*ArchiveRule',
  'access-analyzer:Delete*',
  'access-analyzer:Update*',
  'account:*',
  'backup:Delete*',
  'backup:Disassociate*',
  'backup:Put*',
  'backup:Update*',
  'cloudtrail:Delete*',
  'cloudtrail:Put*',
  'cloudtrail:Stop*',
  'cloudtrail:Update*',
  'cloudwatch:DisableAlarmActions',
  'config:Delete*',
  'config:Put*',
  'config:Stop*',
  'guardduty:Archive*',
  'guardduty:CreateF*',
  'guardduty:Create*Set',
  'guardduty:D*Members',
  'guardduty:Delete*',
  'guardduty:Disa*',
  'guardduty:Stop*',
  'guardduty:Update*',
  'inspector2:CreateFilter',
  'inspector2:Delete*',
  'inspector2:Disable*',
  'inspector2:Update*',
  'organizations:*',
  's3:PutAccountPublicAccessBlock',
  'securityhub:Batch*',
  'securityhub:CreateAutomation*',
  'securityhub:Delete*',
  'securityhub:Disa*',
  'securityhub:Update*',
];

/** The same for people in an emergency, who must be able to make and repair it: only what ends it. */
const ENDING_ACTIONS = [
  'account:*',
  'backup:DeleteBackupVault*',
  'backup:DeleteRecoveryPoint',
  'cloudtrail:DeleteEventDataStore',
  'cloudtrail:DeleteTrail',
  'cloudtrail:StopLogging',
  'config:DeleteConfigurationRecorder',
  'config:DeleteDeliveryChannel',
  'config:StopConfigurationRecorder',
  'guardduty:DeleteDetector',
  'guardduty:Disassociate*',
  'organizations:*',
  'securityhub:DisableSecurityHub',
];

/** Buckets of records: states, audit files, transcripts of sessions, and who read them. */
const RECORD_BUCKETS = ['terraform-state', 'terraform-state-access', 'audit', 'audit-access', 'sessions'];

/** Words of the aliases of keys that records are encrypted with. */
const RECORD_KEYS = ['terraform-state', 'audit', 'access'];

/** Keeps every role from blinding the account, and from opening, changing or erasing states and records. */
export function denyTouchingRecords(environment: Environment): DataAwsIamPolicyDocumentStatement[] {
  const { account, region, namePrefix } = environment;
  const objects = (words: string) => `arn:aws:s3:::${namePrefix}-${words}`;
  const logGroup = `arn:aws:logs:${region}:${account.id}:log-group:`;
  const document = `arn:aws:ssm:${region}:${account.id}:document/`;
  return [
    deny('DenyBlinding', BLINDING_ACTIONS),
    {
      sid: 'DenySettingsOfRecords',
      effect: 'Deny',
      notActions: ['s3:Get*', 's3:List*'],
      resources: bucketArns(environment),
    },
    {
      // `?*`: everything longer than s3:PutObject itself, such as ACLs, retention and legal hold.
      ...deny('DenyRewritingRecords', ['s3:BypassGovernance*', 's3:DeleteObject?*', 's3:PutObject?*']),
      resources: ['terraform-state*/*', 'audit*/*', 'sessions-*/*'].map(objects),
    },
    {
      ...deny('DenyForgingRecords', ['s3:DeleteObject', 's3:PutObject']),
      // Services write the evidence. The bootstrap state is an administrator's, its lock too.
      resources: ['audit*/*', 'terraform-state-access-*/*', `*/${stateKey(environment, 'bootstrap')}*`].map(objects),
    },
    {
      ...deny('DenyErasingRecords', ['s3:DeleteObject']),
      resources: ['terraform-state-*.tfstate', 'sessions-*/*'].map(objects),
    },
    {
      ...deny('DenyOpeningKeys', ['kms:Delete*', 'kms:Disable*', 'kms:Put*', 'kms:Replicate*', 'kms:Schedule*']),
      condition: [recordKeys(environment)],
    },
    {
      ...deny('DenyLendingKeys', ['kms:CreateGrant']),
      condition: [
        recordKeys(environment),
        // EC2 borrows the key of the bastion's disk.
        { test: 'BoolIfExists', variable: 'kms:GrantIsForAWSResource', values: ['false'] },
      ],
    },
    denyMovingAliases(environment),
    {
      ...deny('DenyForgettingLogs', [
        'logs:AssociateKmsKey',
        'logs:Delete*',
        'logs:DisassociateKmsKey',
        'logs:PutD*',
        'logs:PutMetricFilter',
        'logs:PutRetentionPolicy',
        'logs:PutSubscriptionFilter',
      ]),
      resources: [`${logGroup}${namePrefix}-trail*`, `${logGroup}/${namePrefix}/sessions*`],
    },
    {
      ...deny('DenySessionsWithoutTranscript', ['ssm:DeleteDocument', 'ssm:ModifyDocument*', 'ssm:UpdateDocument*']),
      resources: ['SSM-SessionManagerRunShell', shellDocumentName(environment)].map((name) => `${document}${name}`),
    },
    {
      ...deny('DenySilencingTheTopic', [
        'sns:AddPermission',
        'sns:Delete*',
        'sns:RemovePermission',
        'sns:Set*',
        'sns:Unsubscribe',
      ]),
      resources: [alarmTopicArn(environment)],
    },
  ];
}

/** Keeps people in an emergency from ending the watching, and from losing states and records for good. */
export function denyLosingRecords(environment: Environment): DataAwsIamPolicyDocumentStatement[] {
  return [
    deny('DenyEndingTheWatch', ENDING_ACTIONS),
    { ...deny('DenyDeletingRecords', ['s3:DeleteBucket']), resources: bucketArns(environment) },
    {
      ...deny('DenyLosingKeys', ['kms:Delete*', 'kms:DisableKey', 'kms:ScheduleKeyDeletion']),
      condition: [recordKeys(environment)],
    },
    denyMovingAliases(environment),
  ];
}

/** The statements about keys find them by alias, so the alias stays where it is. */
function denyMovingAliases(environment: Environment): DataAwsIamPolicyDocumentStatement {
  const { account, region, namePrefix } = environment;
  return {
    ...deny('DenyMovingAliases', ['kms:DeleteAlias', 'kms:UpdateAlias']),
    resources: RECORD_KEYS.map((word) => `arn:aws:kms:${region}:${account.id}:alias/${namePrefix}-${word}`),
  };
}

function recordKeys(environment: Environment) {
  const aliases = RECORD_KEYS.map((word) => `alias/${environment.namePrefix}-${word}`);
  if (!aliases.includes(stateKeyAlias(environment).name)) throw new Error('the state key has another alias');
  return { test: 'ForAnyValue:StringEquals', variable: 'kms:ResourceAliases', values: aliases };
}

/** The state bucket first. */
function bucketArns(environment: Environment): string[] {
  const { account, namePrefix } = environment;
  const names = RECORD_BUCKETS.map((word) => `${namePrefix}-${word}-${account.id}`);
  if (names[0] !== stateBucketName(environment)) throw new Error('the state bucket has another name');
  return names.map((name) => `arn:aws:s3:::${name}`);
}
