import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { DbEventSubscription } from '@cdktf/provider-aws/lib/db-event-subscription';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { SecurityGroup as AwsSecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { testEnvironment } from '@smile/core/fixtures';
import { SecurityGroup } from '@smile/network';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { storeStackFor, TEST_UPKEEP } from '../fixtures.ts';
import { MysqlDatabase, type MysqlDatabaseProps } from './mysql-database.ts';

const stackWith = (props: Partial<MysqlDatabaseProps> = {}, allowDataLoss = false) =>
  storeStackFor(
    (scope, surroundings) => {
      new MysqlDatabase(scope, 'Mysql', {
        ...surroundings,
        name: 'mysql-main',
        version: '8.0',
        instanceClass: 'm5.4xlarge',
        storage: '500 GiB',
        storageLimit: '1000 GiB',
        initialDatabase: 'smile',
        ...props,
      });
    },
    { environment: testEnvironment({ allowDataLoss }) },
  );

const stack = stackWith();

const parametersOf = (props: Partial<MysqlDatabaseProps>) => {
  const [group] = resourcesOf(stackWith(props), DbParameterGroup) as [{ parameter: { name: string; value: string }[] }];
  return group.parameter.map(({ name, value }) => `${name}=${value}`);
};

const alarmsOf = (props: Partial<MysqlDatabaseProps> = {}) =>
  Object.fromEntries(
    resourcesOf(stackWith(props), CloudwatchMetricAlarm).map((alarm) => [
      alarm.metric_name,
      `${alarm.comparison_operator} ${alarm.threshold}`,
    ]),
  );

describe('defaults', () => {
  test('a standby in another zone, seven days of backups, taken by AWS Backup too (APP-RDS)', () => {
    expect(stack).toHaveResource(DbInstance, {
      identifier: 'smile-uat-mysql-main',
      engine: 'mysql',
      engine_version: '8.0',
      instance_class: 'db.m5.4xlarge',
      multi_az: true,
      backup_retention_period: 7,
      copy_tags_to_snapshot: true,
      tags: { backup: 'daily' },
    });
  });

  test('a gp3 disk that grows by itself, at the speed that gp3 brings', () => {
    expect(stack).toHaveResource(DbInstance, {
      storage_type: 'gp3',
      allocated_storage: 500,
      max_allocated_storage: 1000,
    });
    expect(stack).not.toHaveResource(DbInstance, { iops: expect.anything() });
  });

  test('is protected: by Terraform, by RDS, and by a last snapshot whose name no earlier life has taken', () => {
    expect(stack).toHaveResource(DbInstance, {
      deletion_protection: true,
      delete_automated_backups: false,
      skip_final_snapshot: false,
      final_snapshot_identifier: 'smile-uat-mysql-main-final-${formatdate("YYYYMMDDhhmmss", timestamp())}',
      lifecycle: { prevent_destroy: true, ignore_changes: ['final_snapshot_identifier'] },
    });
  });

  test('keeps logs for 90 days', () => {
    expect(resourcesOf(stack, CloudwatchLogGroup).map((group) => group.retention_in_days)).toEqual([90, 90]);
  });

  test('feeds no change data capture', () => {
    expect(parametersOf({})).toEqual([
      'log_bin_trust_function_creators=1',
      'log_output=FILE',
      'long_query_time=2',
      'require_secure_transport=1',
      'slow_query_log=1',
      'sql_generate_invisible_primary_key=0',
      'sql_require_primary_key=0',
    ]);
  });
});

describe('an instance', () => {
  test('is private, in the intra subnets of every zone', () => {
    expect(stack).toHaveResource(DbInstance, { publicly_accessible: false });
    expect(stack).toReference(DbInstance, 'db_subnet_group_name', DbSubnetGroup);
    expect(stack).toReference(DbSubnetGroup, 'subnet_ids', Subnet);
    expect(JSON.stringify(resourcesOf(stack, DbSubnetGroup))).toMatch(
      /Intra-apse3-az1.*Intra-apse3-az2.*Intra-apse3-az3/,
    );
  });

  test('is encrypted, with everything that is written of it', () => {
    expect(stack).toHaveResource(DbInstance, {
      storage_encrypted: true,
      kms_key_id: '${aws_kms_key.DataKey.arn}',
      performance_insights_kms_key_id: '${aws_kms_key.DataKey.arn}',
      master_user_secret_kms_key_id: '${aws_kms_key.SecretsKey.arn}',
    });
    expect(stack).toHaveResource(CloudwatchLogGroup, { kms_key_id: '${aws_kms_key.LogsKey.arn}' });
  });

  test('has a master password that RDS makes, so that Terraform never sees one (APP-SECRETS)', () => {
    expect(stack).toHaveResource(DbInstance, { manage_master_user_password: true, username: 'admin' });
    expect(stack).not.toHaveResource(DbInstance, { password: expect.anything() });
  });

  test('says that paid extended support is wanted, since MySQL 8.0 cannot be created without', () => {
    expect(stack).toHaveResource(DbInstance, { engine_lifecycle_support: 'open-source-rds-extended-support' });
  });

  test('publishes error and slow-query logs to groups that exist before it', () => {
    expect(stack).toHaveResource(DbInstance, { enabled_cloudwatch_logs_exports: ['error', 'slowquery'] });
    expect(stack).toReference(DbInstance, 'depends_on', CloudwatchLogGroup);
    expect(resourcesOf(stack, CloudwatchLogGroup).map(({ name }) => name)).toEqual([
      '/aws/rds/instance/smile-uat-mysql-main/error',
      '/aws/rds/instance/smile-uat-mysql-main/slowquery',
    ]);
  });

  test('is measured every 30 seconds, with a role that RDS takes on for this instance only', () => {
    expect(stack).toHaveResource(DbInstance, {
      monitoring_interval: 30,
      performance_insights_enabled: true,
      performance_insights_retention_period: 7,
    });
    expect(stack).toReference(DbInstance, 'monitoring_role_arn', IamRole);
    expect(stack).toReference(DbInstance, 'depends_on', IamRolePolicyAttachment);
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        {
          principals: [{ type: 'Service', identifiers: ['monitoring.rds.amazonaws.com'] }],
          condition: [
            { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['222222222222'] },
            {
              test: 'ArnLike',
              variable: 'aws:SourceArn',
              values: ['arn:aws:rds:ap-southeast-3:222222222222:db:smile-uat-mysql-main'],
            },
          ],
        },
      ],
    });
  });

  test('is backed up and patched at local night, in UTC, and waits for it with changes', () => {
    expect(stack).toHaveResource(DbInstance, {
      backup_window: '18:00-19:00',
      maintenance_window: 'sat:22:00-sat:23:00',
      apply_immediately: false,
    });
  });

  test('waits three hours for a change of disk or zones, which takes longer than the provider waits (P54)', () => {
    expect(stack).toHaveResource(DbInstance, { timeouts: { create: '3h', update: '3h' } });
  });

  test('tells the alarm topic what happens to it', () => {
    expect(stack).toReference(DbEventSubscription, 'source_ids', DbInstance);
    expect(stack).toHaveResource(DbEventSubscription, {
      sns_topic: 'arn:aws:sns:ap-southeast-3:222222222222:smile-alarms',
      source_type: 'db-instance',
      event_categories: ['availability', 'deletion', 'failover', 'failure', 'low storage', 'maintenance', 'recovery'],
    });
  });
});

describe('parameters', () => {
  test('for change data capture: whole rows, and ids that survive a failover (DAT-OLTP)', () => {
    expect(parametersOf({ changeDataCapture: true })).toEqual([
      'binlog_format=ROW',
      'binlog_row_image=full',
      'enforce_gtid_consistency=ON',
      'gtid-mode=ON',
      'log_bin_trust_function_creators=1',
      'log_output=FILE',
      'long_query_time=2',
      'require_secure_transport=1',
      'slow_query_log=1',
      'sql_generate_invisible_primary_key=0',
      'sql_require_primary_key=0',
    ]);
  });

  test('of static kind wait for a restart, since RDS refuses them at once', () => {
    expect(stackWith({ changeDataCapture: true })).toHaveResource(DbParameterGroup, {
      parameter: [
        { apply_method: 'immediate' },
        { apply_method: 'immediate' },
        { name: 'enforce_gtid_consistency', apply_method: 'pending-reboot' },
        { name: 'gtid-mode', apply_method: 'pending-reboot' },
        {},
        {},
        {},
        {},
        {},
        {},
        {},
      ],
    });
  });

  test('let migrations make triggers although the binary log is on, which RDS refuses with error 1419 otherwise', () => {
    // https://repost.aws/knowledge-center/rds-mysql-functions
    expect(parametersOf({})).toContain('log_bin_trust_function_creators=1');
  });

  test.each([
    ['8.0', 'mysql8.0'],
    ['8.4', 'mysql8.4'],
  ] as const)('of %s are a group of family %s, which exists before the old one goes (P26)', (version, family) => {
    const versioned = stackWith({ version });
    expect(versioned).toHaveResource(DbParameterGroup, {
      family,
      name_prefix: 'smile-uat-mysql-main-',
      lifecycle: { create_before_destroy: true },
    });
    expect(versioned).toHaveResource(DbInstance, { engine_version: version, allow_major_version_upgrade: true });
  });
});

describe('alarms', () => {
  test('follow from memory and disk of the instance', () => {
    expect(alarmsOf()).toEqual({
      CPUUtilization: 'GreaterThanThreshold 80',
      FreeableMemory: 'LessThanThreshold 3435973837',
      DatabaseConnections: 'GreaterThanThreshold 4369',
      FreeStorageSpace: 'LessThanThreshold 26843545600',
      'EBSIOBalance%': 'LessThanThreshold 20',
    });
  });

  test('watch the binary log where it is kept for change data capture', () => {
    expect(alarmsOf({ changeDataCapture: true })).toMatchObject({
      BinLogDiskUsage: 'GreaterThanThreshold 107374182400',
    });
  });

  test('watch the credits of a class that runs on them', () => {
    expect(alarmsOf({ instanceClass: 't4g.large' })).toMatchObject({ CPUCreditBalance: 'LessThanThreshold 20' });
  });

  test('go to the topic, for this instance', () => {
    expect(stack).toHaveResource(CloudwatchMetricAlarm, {
      namespace: 'AWS/RDS',
      dimensions: { DBInstanceIdentifier: 'smile-uat-mysql-main' },
      alarm_actions: ['arn:aws:sns:ap-southeast-3:222222222222:smile-alarms'],
    });
  });
});

describe('options', () => {
  test('one zone', () => {
    expect(stackWith({ multiAz: false })).toHaveResource(DbInstance, { multi_az: false });
  });

  test('a faster disk', () => {
    const provisionedDisk = { iops: 20_000, throughputMebibytesPerSecond: 1_000 };
    expect(stackWith({ provisionedDisk })).toHaveResource(DbInstance, { iops: 20_000, storage_throughput: 1_000 });
  });

  test('longer backups and shorter logs', () => {
    const other = stackWith({ backupRetention: '35 days', logRetention: '30 days' });
    expect(other).toHaveResource(DbInstance, { backup_retention_period: 35 });
    expect(other).toHaveResource(CloudwatchLogGroup, { retention_in_days: 30 });
  });

  test('changes at once', () => {
    const upkeep = { ...TEST_UPKEEP, changesApply: 'at-once' } as const;
    expect(stackWith({ upkeep })).toHaveResource(DbInstance, { apply_immediately: true });
  });

  test('deletion with both keys leaves nothing behind', () => {
    const deletable = stackWith({ deletion: { allowedBecause: 'a trial' } }, true);
    expect(deletable).toHaveResource(DbInstance, {
      deletion_protection: false,
      skip_final_snapshot: true,
      delete_automated_backups: true,
      lifecycle: { prevent_destroy: false },
      tags: { 'deletion-allowed-because': 'a trial' },
    });
    expect(deletable).not.toHaveResource(DbInstance, { final_snapshot_identifier: expect.anything() });
  });
});

test('a client is let in by port 3306 and a reason', () => {
  const connected = storeStackFor((scope, surroundings) => {
    const database = new MysqlDatabase(scope, 'Mysql', {
      ...surroundings,
      name: 'mysql-main',
      version: '8.0',
      instanceClass: 'm5.large',
      storage: '50 GiB',
      storageLimit: '100 GiB',
      initialDatabase: 'smile',
    });
    const client = new SecurityGroup(scope, 'Client', { vpc: surroundings.vpc, description: 'Client' });
    database.connections.allowFrom(client, 'SMILE reads orders');
  });
  const rule = { from_port: 3306, to_port: 3306, description: 'SMILE reads orders' };
  expect(connected).toHaveResource(VpcSecurityGroupIngressRule, rule);
  expect(connected).toHaveResource(VpcSecurityGroupEgressRule, rule);
  expect(connected).toReference(DbInstance, 'vpc_security_group_ids', AwsSecurityGroup);
});

describe('errors', () => {
  test('name everything that RDS would refuse, at once', () => {
    const upkeep = { ...TEST_UPKEEP, maintenanceAt: { day: 'sunday', time: '01:30' } } as const;
    expect(() => stackWith({ instanceClass: 'm5.9xlarge', storageLimit: '500 GiB', upkeep })).toFailWith(
      [
        'indonesia-staging-databases/Mysql: 3 problems',
        '  - instanceClass: RDS for MySQL sells no db.m5.9xlarge in ap-southeast-3; choose one of db.m5.12xlarge, db.m5.16xlarge, db.m5.24xlarge, db.m5.2xlarge, db.m5.4xlarge, db.m5.8xlarge, db.m5.large, db.m5.xlarge',
        "  - storageLimit must exceed storage by a tenth at least, got storage='500 GiB' storageLimit='500 GiB'; use '550 GiB' or more",
        '  - the hour of maintenance overlaps the hour of the backup, got maintenanceAt=sunday 01:30 backupAt=01:00 (18:00-19:00 UTC); start them at least an hour apart',
      ].join('\n'),
    );
  });

  test('name a class without Performance Insights', () => {
    expect(() => stackWith({ instanceClass: 't4g.micro' })).toFailWith(
      'indonesia-staging-databases/Mysql: instanceClass: Performance Insights does not run on db.t4g.micro; choose db.t4g.medium or larger',
    );
  });
});
