import { ACCOUNT, type Question, regional, THINGS as T, type Topic } from './question.ts';

const NOBODY: Question['may'] = [];
const APPLIERS: Question['may'] = ['apply', 'break-glass'];
const EMERGENCY: Question['may'] = ['break-glass'];
const READERS: Question['may'] = ['plan', 'apply', 'break-glass'];

const ask = (resource: string, may: Question['may'], ...actions: readonly string[]): Question[] =>
  actions.map((action) => ({ action, resource, may }));

const withKey = (alias: string, may: Question['may'], ...actions: readonly string[]): Question[] =>
  actions.map((action) => ({
    action: `kms:${action}`,
    resource: regional('kms', `key/${alias}`),
    context: {
      'kms:ResourceAliases': [`alias/${alias}`],
      ...(action === 'CreateGrant' ? { 'kms:GrantIsForAWSResource': 'false' } : {}),
    },
    may,
  }));

const detector = regional('guardduty', 'detector/0');
const trail = regional('cloudtrail', 'trail/smile-prd-trail');
const vault = regional('backup', 'backup-vault:smile-prd-daily');
const trailLogs = regional('logs', 'log-group:smile-prd-trail:*');
const transcriptLogs = regional('logs', 'log-group:/smile-prd/sessions:*');
const state = (layer: string) => `${T.states}/indonesia/production/${layer}.tfstate`;

/** Ways to erase, open or blind what was recorded. */
export const RECORD_TOPICS: readonly Topic[] = [
  {
    title: 'Stopping what watches the account',
    why: 'Break-glass makes and repairs the account stack, so it may change what watches, and its every use rings. Nobody may end it.',
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
    questions: [
      ...ask(trail, NOBODY, 'cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'),
      ...ask(
        trail,
        EMERGENCY,
        'cloudtrail:UpdateTrail',
        'cloudtrail:PutEventSelectors',
        'cloudtrail:PutInsightSelectors',
      ),
      ...ask(
        '*',
        NOBODY,
        'config:StopConfigurationRecorder',
        'config:DeleteConfigurationRecorder',
        'config:DeleteDeliveryChannel',
      ),
      ...ask('*', EMERGENCY, 'config:PutConfigurationRecorder', 'config:PutDeliveryChannel'),
      ...ask(detector, NOBODY, 'guardduty:DeleteDetector'),
      ...ask('*', NOBODY, 'guardduty:DisassociateFromAdministratorAccount'),
      ...ask(detector, EMERGENCY, 'guardduty:UpdateDetector'),
      ...ask(`${detector}/filter/x`, EMERGENCY, 'guardduty:CreateFilter', 'guardduty:UpdateFilter'),
      ...ask('*', EMERGENCY, 'guardduty:CreateIPSet', 'guardduty:ArchiveFindings'),
      ...ask(regional('securityhub', 'hub/default'), NOBODY, 'securityhub:DisableSecurityHub'),
      ...ask(
        regional('securityhub', 'hub/default'),
        EMERGENCY,
        'securityhub:BatchDisableStandards',
        'securityhub:BatchUpdateFindings',
      ),
      ...ask('*', EMERGENCY, 'inspector2:Disable', 'cloudwatch:DisableAlarmActions'),
      ...ask(regional('access-analyzer', 'analyzer/x'), EMERGENCY, 'access-analyzer:DeleteAnalyzer'),
      ...ask(regional('access-analyzer', 'analyzer/x/archive-rule/y'), EMERGENCY, 'access-analyzer:CreateArchiveRule'),
      ...ask(T.topic, EMERGENCY, 'sns:DeleteTopic', 'sns:SetTopicAttributes', 'sns:AddPermission'),
      ...ask('*', NOBODY, 'organizations:LeaveOrganization', 'account:DisableRegion', 'account:PutAlternateContact'),
      ...ask('*', EMERGENCY, 's3:PutAccountPublicAccessBlock'),
    ],
  },
  {
    title: 'Erasing or opening states, audit files and transcripts',
    why: "Apply writes states and nothing else there. The buckets' settings are an administrator's; the bootstrap state too.",
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
    questions: [
      ...[T.states, T.audit, T.transcripts].flatMap((bucket) => [
        ...ask(
          bucket,
          EMERGENCY,
          's3:PutBucketPolicy',
          's3:DeleteBucketPolicy',
          's3:PutLifecycleConfiguration',
          's3:PutBucketVersioning',
          's3:PutBucketObjectLockConfiguration',
          's3:PutReplicationConfiguration',
          's3:PutBucketPublicAccessBlock',
        ),
        ...ask(bucket, NOBODY, 's3:DeleteBucket'),
        ...ask(`${bucket}/x`, EMERGENCY, 's3:DeleteObjectVersion', 's3:PutObjectAcl', 's3:BypassGovernanceRetention'),
      ]),
      ...ask(state('network'), READERS, 's3:GetObject'),
      ...ask(state('network'), APPLIERS, 's3:PutObject'),
      ...ask(state('network'), EMERGENCY, 's3:DeleteObject'),
      ...ask(`${state('network')}.tflock`, READERS, 's3:PutObject', 's3:DeleteObject'),
      ...ask(state('bootstrap'), EMERGENCY, 's3:PutObject', 's3:DeleteObject'),
      ...ask(`${state('bootstrap')}.tflock`, EMERGENCY, 's3:PutObject'),
      ...ask(`${T.audit}/AWSLogs/${ACCOUNT}/CloudTrail/x.json.gz`, EMERGENCY, 's3:PutObject', 's3:DeleteObject'),
      ...ask(`${T.transcripts}/x.log`, EMERGENCY, 's3:DeleteObject'),
      ...ask(transcriptLogs, EMERGENCY, 'logs:DeleteLogGroup', 'logs:DeleteLogStream', 'logs:PutRetentionPolicy'),
      ...ask(
        trailLogs,
        EMERGENCY,
        'logs:DeleteLogGroup',
        'logs:PutRetentionPolicy',
        'logs:PutSubscriptionFilter',
        'logs:DeleteMetricFilter',
        'logs:DisassociateKmsKey',
      ),
      ...ask(
        regional('ssm', 'document/SSM-SessionManagerRunShell'),
        EMERGENCY,
        'ssm:UpdateDocument',
        'ssm:DeleteDocument',
      ),
      ...ask(regional('ssm', 'document/smile-prd-shell'), EMERGENCY, 'ssm:UpdateDocument'),
    ],
  },
  {
    title: 'Keys of records',
    why: 'Without its key a record is gone, and whoever rewrites the policy of the key reads it. Break-glass may repair a policy, and end no key.',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
    questions: [
      ...['smile-prd-terraform-state', 'smile-prd-audit', 'smile-prd-access'].flatMap((alias) => [
        ...withKey(alias, NOBODY, 'ScheduleKeyDeletion', 'DisableKey'),
        ...withKey(alias, EMERGENCY, 'PutKeyPolicy', 'CreateGrant', 'DisableKeyRotation'),
        ...ask(regional('kms', `alias/${alias}`), NOBODY, 'kms:DeleteAlias', 'kms:UpdateAlias'),
      ]),
      ...withKey('smile-prd-terraform-state', READERS, 'Decrypt'),
      ...withKey('smile-prd-audit', APPLIERS, 'Decrypt'),
      ...withKey('smile-prd-secrets', APPLIERS, 'Decrypt'),
    ],
  },
  {
    title: 'Backups',
    why: 'What a thief or a mistake cannot delete can be restored. The vault is locked, and its lock cannot be taken off from inside.',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
    questions: [
      ...ask(vault, NOBODY, 'backup:DeleteBackupVaultLockConfiguration', 'backup:DeleteBackupVault'),
      ...ask(regional('backup', 'recovery-point:x'), NOBODY, 'backup:DeleteRecoveryPoint'),
      ...ask(regional('backup', 'recovery-point:x'), EMERGENCY, 'backup:UpdateRecoveryPointLifecycle'),
      ...ask(vault, EMERGENCY, 'backup:PutBackupVaultAccessPolicy'),
      ...ask(regional('backup', 'backup-plan:x'), EMERGENCY, 'backup:DeleteBackupPlan', 'backup:UpdateBackupPlan'),
    ],
  },
  {
    title: 'Reading secrets, data, logs and transcripts',
    why: 'Plan reads the shape of the estate and its states, not what is in it. Operators read what they look up to connect.',
    source: 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html',
    questions: [
      ...ask(regional('secretsmanager', 'secret:smile-prd-redis-AbCdEf'), APPLIERS, 'secretsmanager:GetSecretValue'),
      ...ask('*', APPLIERS, 'secretsmanager:BatchGetSecretValue'),
      ...ask(regional('ssm', 'parameter/x'), APPLIERS, 'ssm:GetParameterHistory'),
      ...ask(transcriptLogs, APPLIERS, 'logs:StartQuery', 'logs:StartLiveTail', 'logs:FilterLogEvents', 'logs:Unmask'),
      ...ask(regional('logs', 'log-group:/smile-prd/sessions:log-stream:x'), APPLIERS, 'logs:GetLogEvents'),
      ...ask('*', APPLIERS, 'logs:GetQueryResults', 'logs:GetLogRecord'),
      ...ask(
        regional('rds', 'db:smile-prd-mysql-main'),
        APPLIERS,
        'rds:DownloadDBLogFilePortion',
        'rds:DownloadCompleteDBLogFile',
      ),
      ...ask(`${T.data}/x`, APPLIERS, 's3:GetObject', 's3:GetObjectVersion'),
      ...ask(`${T.transcripts}/x.log`, APPLIERS, 's3:GetObject'),
      ...ask(`${T.audit}/x`, APPLIERS, 's3:GetObject'),
      ...ask(regional('sqs', 'x'), APPLIERS, 'sqs:ReceiveMessage'),
      ...ask(regional('dynamodb', 'table/x'), APPLIERS, 'dynamodb:GetItem', 'dynamodb:Scan', 'dynamodb:PartiQLSelect'),
      ...ask(regional('kinesis', 'stream/x'), APPLIERS, 'kinesis:GetRecords'),
      ...ask(regional('athena', 'workgroup/x'), APPLIERS, 'athena:GetQueryResults'),
      ...ask(regional('ec2', 'instance/i-0'), APPLIERS, 'ec2:GetConsoleOutput', 'ec2:GetPasswordData'),
      ...ask('*', APPLIERS, 'ssm:GetCommandInvocation', 'ecr:GetAuthorizationToken'),
      ...ask(regional('ecr', 'repository/smile-prd/backend/core'), APPLIERS, 'ecr:BatchGetImage'),
      ...ask(regional('wafv2', 'regional/webacl/x/y'), APPLIERS, 'wafv2:GetSampledRequests'),
    ],
  },
];
