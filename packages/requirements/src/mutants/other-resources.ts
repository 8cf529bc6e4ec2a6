import { type Mutant, mutantsOf, PRODUCTION, SHARED, STAGING } from './mutant.ts';

/** Weakenings of what watches, backs up, stores and lets in. */
export const OTHER_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('GOV-SECURITYHUB', PRODUCTION, {
    'Security Hub': (estate) => estate.remove('aws_securityhub_account'),
    'every standard': (estate) => estate.remove('aws_securityhub_standards_subscription'),
    'the CIS benchmark': (estate) => estate.remove('aws_securityhub_standards_subscription', /Cis/),
  }),
  ...mutantsOf('GOV-CONFIG', PRODUCTION, {
    'the recorder': (estate) => estate.remove('aws_config_configuration_recorder'),
    'a recorder that stands still': (estate) =>
      estate.set('aws_config_configuration_recorder_status', undefined, 'is_enabled', false),
    'a few types alone': (estate) =>
      estate.set('aws_config_configuration_recorder', undefined, 'recording_group.all_supported', false),
    'a place for what is recorded': (estate) => estate.remove('aws_config_delivery_channel'),
  }),
  ...mutantsOf('GOV-CLOUDTRAIL', PRODUCTION, {
    'the trail': (estate) => estate.remove('aws_cloudtrail'),
    'a trail that is switched off': (estate) => estate.set('aws_cloudtrail', undefined, 'enable_logging', false),
    'one region alone': (estate) => estate.set('aws_cloudtrail', undefined, 'is_multi_region_trail', false),
    'proof that logs are as written': (estate) =>
      estate.set('aws_cloudtrail', undefined, 'enable_log_file_validation', false),
    'a key of ours': (estate) => estate.unset('aws_cloudtrail', undefined, 'kms_key_id'),
    'digests that the bucket refuses': (estate) =>
      estate.edit('data.aws_iam_policy_document', /Audit_Bucket_Statements/, (body) => {
        body.statement = JSON.parse(JSON.stringify(body.statement).replace(/(AWSLogs\/\d{12}\/)\*/, '$1CloudTrail/*'));
      }),
    'a trail of another name than the policy admits': (estate) =>
      estate.set('aws_cloudtrail', undefined, 'name', 'other'),
  }),
  ...mutantsOf('GOV-GUARDDUTY', PRODUCTION, {
    GuardDuty: (estate) => estate.remove('aws_guardduty_detector'),
    'a detector that is switched off': (estate) => estate.set('aws_guardduty_detector', undefined, 'enable', false),
  }),
  ...mutantsOf('GOV-CLOUDWATCH', PRODUCTION, {
    'the dashboard': (estate) => estate.remove('aws_cloudwatch_dashboard'),
    'every alarm': (estate) => estate.remove('aws_cloudwatch_metric_alarm'),
    'an alarm that tells nobody': (estate) =>
      estate.set('aws_cloudwatch_metric_alarm', /Bastion_Host_Alarms_Unreachable/, 'alarm_actions', []),
    'the topic of alarms': (estate) => estate.remove('aws_sns_topic'),
    'the readers of the topic': (estate) => estate.remove('aws_sns_topic_subscription'),
    'an alarm whose actions are off': (estate) =>
      estate.set('aws_cloudwatch_metric_alarm', /RootUse/, 'actions_enabled', false),
    'an alarm on a metric that nobody publishes': (estate) =>
      estate.set('aws_cloudwatch_metric_alarm', /MysqlMain_Alarms_CpuHigh/, 'metric_name', 'CpuUtilization'),
    'an alarm on the database of somewhere else': (estate) =>
      estate.set(
        'aws_cloudwatch_metric_alarm',
        /MysqlMain_Alarms_CpuHigh/,
        'dimensions.DBInstanceIdentifier',
        'orders',
      ),
    'an alarm that compares with the wrong side': (estate) =>
      estate.set(
        'aws_cloudwatch_metric_alarm',
        /MysqlWms_Alarms_StorageLow/,
        'comparison_operator',
        'GreaterThanThreshold',
      ),
    'an alarm beyond what its metric can be': (estate) =>
      estate.set('aws_cloudwatch_metric_alarm', /Redis_Alarms_Node001_CpuHigh/, 'threshold', 101),
    'a filter that writes another metric than its alarm reads': (estate) =>
      estate.set('aws_cloudwatch_log_metric_filter', /RootUse/, 'metric_transformation.name', 'RootUsed'),
    'a filter on another log group': (estate) =>
      estate.set('aws_cloudwatch_log_metric_filter', /KeyDeletion/, 'log_group_name', 'somewhere'),
    'alarms of a database': (estate) => estate.remove('aws_cloudwatch_metric_alarm', /MysqlWms_Alarms_StorageLow/),
  }),
  ...mutantsOf('GOV-BACKUP', PRODUCTION, {
    'the plan': (estate) => estate.remove('aws_backup_plan'),
    'weekly backups': (estate) => estate.set('aws_backup_plan', undefined, 'rule.schedule', 'cron(0 20 ? * SUN *)'),
    'backups in the middle of the day': (estate) =>
      estate.set('aws_backup_plan', undefined, 'rule.schedule', 'cron(0 3 * * ? *)'),
    'a schedule read in another time zone': (estate) =>
      estate.set('aws_backup_plan', undefined, 'rule.schedule_expression_timezone', 'Asia/Jakarta'),
    'three days of backups': (estate) => estate.set('aws_backup_plan', undefined, 'rule.lifecycle.delete_after', 3),
    'a second rule': (estate) =>
      estate.edit('aws_backup_plan', undefined, (body) => {
        body.rule = [...(body.rule as object[]), ...(body.rule as object[])] as never;
      }),
    'the selection': (estate) => estate.remove('aws_backup_selection'),
    'a selection by another tag': (estate) =>
      estate.set('aws_backup_selection', undefined, 'selection_tag.key', 'save'),
    'a selection by another value': (estate) =>
      estate.set('aws_backup_selection', undefined, 'selection_tag.value', 'weekly'),
    'the vault': (estate) => estate.remove('aws_backup_vault'),
    'databases, whose type is off': (estate) =>
      estate.set('aws_backup_region_settings', undefined, 'resource_type_opt_in_preference.RDS', false),
    'a restore test in the default VPC': (estate) =>
      estate.unset('aws_backup_restore_testing_selection', /RestoreTest/, 'restore_metadata_overrides'),
  }),
  ...mutantsOf('GOV-BACKUP', STAGING, { 'backups of staging': (estate) => estate.remove('aws_backup_selection') }),
  ...mutantsOf('STO-S3', PRODUCTION, {
    'the bucket of application data': (estate) => estate.remove('aws_s3_bucket', /ApplicationData/),
    'the bucket of Loki': (estate) => estate.remove('aws_s3_bucket', /Loki/),
    'the bucket of Tempo': (estate) => estate.remove('aws_s3_bucket', /Tempo/),
    'flow logs for 90 days': (estate) =>
      estate.set('aws_s3_bucket_lifecycle_configuration', /FlowLogs/, 'rule.expiration.days', 90),
    'a bucket that may become public': (estate) =>
      estate.set('aws_s3_bucket_public_access_block', /ApplicationData/, 'block_public_policy', false),
    'the access block of a bucket': (estate) => estate.remove('aws_s3_bucket_public_access_block', /Tempo/),
    'the encryption of a bucket': (estate) =>
      estate.remove('aws_s3_bucket_server_side_encryption_configuration', /Loki/),
  }),
  ...mutantsOf('ACC-BASTION', PRODUCTION, {
    'the bastion': (estate) => estate.remove('aws_instance', /Bastion/),
    't3.small in production': (estate) => estate.set('aws_instance', /Bastion/, 'instance_type', 't3.small'),
    'a public address': (estate) => estate.set('aws_instance', /Bastion/, 'associate_public_ip_address', true),
    'a key pair for SSH': (estate) => estate.set('aws_instance', /Bastion/, 'key_name', 'ops'),
    'SSH from the internet': (estate) =>
      estate.add('access', 'aws_vpc_security_group_ingress_rule', 'Ssh', {
        security_group_id: estate.idOf('aws_security_group', /Bastion/),
        cidr_ipv4: '0.0.0.0/0',
        ip_protocol: 'tcp',
        from_port: 22,
        to_port: 22,
        description: 'SSH',
      }),
    'a public subnet': (estate) =>
      estate.edit('aws_instance', /Bastion/, (body) => {
        const [, id = ''] = /\.(Vpc_.*)\.id/.exec(estate.idOf('aws_subnet', /Public-apse3-az1/)) ?? [];
        body.subnet_id = String(body.subnet_id).replace(/Vpc_Subnets_Ec2Private-.*(?=id)/, id);
      }),
    'the settings of sessions': (estate) => estate.remove('aws_ssm_document', /Preferences/),
    'sessions that nobody records': (estate) =>
      estate.edit('aws_ssm_document', /Preferences/, (body) => {
        body.content = String(body.content).replace(/"s3BucketName":"[^"]*"/, '"s3BucketName":""');
      }),
    'ways to forward a port': (estate) => estate.remove('aws_ssm_document', /PortForward/),
  }),
  ...mutantsOf('ACC-BASTION', STAGING, {
    't3.large in staging': (estate) => estate.set('aws_instance', /Bastion/, 'instance_type', 't3.large'),
  }),
  ...mutantsOf('ACC-GIT', SHARED, gitServer()),
  ...mutantsOf('CI-GITLAB', SHARED, gitServer()),
  ...mutantsOf('ACC-IAM', PRODUCTION, {
    'the role that plans': (estate) => estate.remove('aws_iam_role', /Roles_Plan/),
    'the role that applies': (estate) => estate.remove('aws_iam_role', /Roles_Apply/),
    'break-glass': (estate) => estate.remove('aws_iam_role', /Roles_BreakGlass/),
    'break-glass without a second factor': (estate) =>
      estate.unset('data.aws_iam_policy_document', /BreakGlassTrust/, 'statement.condition'),
    ...Object.fromEntries(
      ['eks-cluster-arn', 'kubernetes-namespace', 'kubernetes-service-account'].map((tag) => [
        `a role whatever the ${tag} of the pods`,
        (estate: Parameters<Mutant['apply']>[0]) =>
          estate.edit('data.aws_iam_policy_document', /ApplyTrust/, (body) => {
            for (const statement of body.statement as { condition: { variable: string }[] }[]) {
              statement.condition = statement.condition.filter(({ variable }) => !variable.endsWith(tag));
            }
          }),
      ]),
    ),
    'a role that pods of any namespace of Jenkins may take on': (estate) =>
      estate.edit('data.aws_iam_policy_document', /ApplyTrust/, (body) => {
        for (const statement of body.statement as {
          condition: { test: string; variable: string; values: string[] }[];
        }[]) {
          for (const condition of statement.condition) {
            if (!condition.variable.endsWith('kubernetes-namespace')) continue;
            condition.test = 'StringLike';
            condition.values = ['jenkins-*'];
          }
        }
      }),
    'a role that functions may take on too': (estate) =>
      estate.edit('data.aws_iam_policy_document', /ApplyTrust/, (body) => {
        (body.statement as object[]).push({
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
        });
      }),
    'a role that a token may be exchanged for': (estate) =>
      estate.edit('data.aws_iam_policy_document', /ApplyTrust/, (body) => {
        (body.statement as object[]).push({
          actions: ['sts:AssumeRoleWithWebIdentity'],
          principals: [{ type: 'Federated', identifiers: ['*'] }],
        });
      }),
    'a role that a user may take on': (estate) =>
      estate.edit('data.aws_iam_policy_document', /ApplyTrust/, (body) => {
        (body.statement as object[]).push({
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'AWS', identifiers: ['111111111111'] }],
        });
      }),
    'an issuer of tokens of its own': (estate) =>
      estate.add('bootstrap', 'aws_iam_openid_connect_provider', 'Jenkins', {
        url: 'https://jenkins.smile.example/oidc',
      }),
    'an access key': (estate) => estate.add('bootstrap', 'aws_iam_access_key', 'Key', { user: 'jenkins' }),
    'a user': (estate) => estate.add('bootstrap', 'aws_iam_user', 'Jenkins', { name: 'jenkins' }),
    'the boundary of a role': (estate) => estate.unset('aws_iam_role', /Roles_Apply/, 'permissions_boundary'),
  }),
];

function gitServer(): Readonly<Record<string, Mutant['apply']>> {
  return {
    'the Git server': (estate) => estate.remove('aws_instance', /Server_Host/),
    'a smaller host': (estate) => estate.set('aws_instance', /Server_Host/, 'instance_type', 't3.large'),
    'a public address': (estate) => estate.set('aws_instance', /Server_Host/, 'associate_public_ip_address', true),
    'the disk that stays': (estate) => estate.remove('aws_volume_attachment'),
    'encryption of the disk': (estate) => estate.set('aws_ebs_volume', undefined, 'encrypted', false),
    'backups of the disk': (estate) => estate.set('aws_ebs_volume', undefined, 'tags.backup', 'none'),
  };
}
