import { DbEventSubscription } from '@cdktf/provider-aws/lib/db-event-subscription';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import {
  type AlarmTopic,
  BACKUP_DAILY,
  type Connectable,
  type Connections,
  type Days,
  type Deletion,
  dailyText,
  type EncryptionKey,
  type Gibibytes,
  inDays,
  inGibibytes,
  LogGroup,
  type MysqlVersion,
  NAME_LIMITS,
  PORTS,
  physicalName,
  waive,
  weeklyText,
} from '@smile/core';
import { SecurityGroup, type Vpc } from '@smile/network';
import { Construct } from 'constructs';
import { finalSnapshotName } from '../initial-credential.ts';
import type { StoreKeys } from '../keys.ts';
import type { Upkeep } from '../upkeep/upkeep.ts';
import type { ProvisionedDisk } from './disk-problems.ts';
import { MonitoringRole } from './monitoring-role.ts';
import { MysqlAlarms } from './mysql-alarms.ts';
import { mysqlParameters } from './mysql-parameters.ts';
import { type MysqlSettings, resolve } from './mysql-settings.ts';
import { MYSQL_FAMILIES, VERSION_WAIVERS } from './versions.ts';

export interface MysqlDatabaseProps {
  /** Network to join; the instance sits in the intra subnets. */
  readonly vpc: Vpc;
  /** Name after the environment's prefix, as in `mysql-main`. Never changed: applications know the host by it. */
  readonly name: string;
  /** Major version. Raising it upgrades in place, with an outage of minutes to hours; lowering it is impossible. */
  readonly version: MysqlVersion;
  /** Instance class without the `db.` prefix, as in `m5.4xlarge`. Changing it restarts, or fails over with `multiAz`. */
  readonly instanceClass: string;
  /** Disk at the start. It grows by itself up to `storageLimit` and never shrinks. */
  readonly storage: Gibibytes;
  readonly storageLimit: Gibibytes;
  /** Speed beyond gp3's own; for disks of 400 GiB or more. @default - 3,000 IOPS and 125 MiB/s, from 400 GiB 12,000 and 500 */
  readonly provisionedDisk?: ProvisionedDisk;
  /** Whether a standby in another zone takes over. Doubles the price. @default true */
  readonly multiAz?: boolean;
  /** Database that RDS creates. Changing it replaces the instance. */
  readonly initialDatabase: string;
  /** Whether the binary log feeds change data capture (DAT-OLTP). @default false */
  readonly changeDataCapture?: boolean;
  readonly keys: StoreKeys & {
    /** Key of the master password. */
    readonly secrets: EncryptionKey;
  };
  readonly upkeep: Upkeep;
  /** How long RDS keeps its own daily backups, for recovery to any second. @default '7 days' */
  readonly backupRetention?: Days;
  /** How long error and slow-query logs are kept. @default '90 days' */
  readonly logRetention?: Days;
  readonly alarmTopic: AlarmTopic;
  /** Whether Terraform and AWS may delete the instance. @default 'protected' */
  readonly deletion?: Deletion;
}

/** Logs that need neither an option group nor a parameter that shows queries with their data. */
const LOGS = [
  { id: 'ErrorLog', name: 'error' },
  { id: 'SlowQueryLog', name: 'slowquery' },
];

/** Enhanced monitoring, in seconds. CloudWatch Logs charges for it by the gigabyte: about USD 2 a month. */
const MONITORING_SECONDS = 30;

/** Performance Insights keeps a week free of charge. */
const INSIGHTS_DAYS = 7;

/** What RDS tells the alarm topic about. Source: RDS user guide, "event categories". */
const EVENTS = ['availability', 'deletion', 'failover', 'failure', 'low storage', 'maintenance', 'recovery'];

/**
 * A MySQL instance in the intra subnets: encrypted, over TLS only, with a master password that RDS makes and rotates.
 *
 * Replaced, with all data, by a change of `initialDatabase`, `keys.data` or the name. AWS Backup takes it daily. It costs
 * by the hour and the class, twice that with `multiAz`, and MySQL 8.0's extended support on top.
 *
 * @stateful
 */
export class MysqlDatabase extends Construct implements Connectable {
  readonly connections: Connections;
  readonly host: string;
  readonly port: number;
  /** Secret that RDS made for the master user, rotated every seven days. Applications use users of their own. */
  readonly masterSecretArn: string;
  readonly instanceArn: string;
  /** Subnets that the instance, and a copy of it, may be in. */
  readonly subnetGroupName: string;

  constructor(scope: Construct, id: string, props: MysqlDatabaseProps) {
    super(scope, id);
    const settings = resolve(this, props);
    const waiver = VERSION_WAIVERS[settings.version];
    if (waiver !== undefined) waive(this, waiver);
    const identifier = physicalName(this, { ...NAME_LIMITS.dbInstance, name: settings.name });
    const securityGroup = this.createSecurityGroup(settings);
    const instance = this.createInstance(settings, identifier, securityGroup);
    this.createEventSubscription(settings, instance);
    new MysqlAlarms(this, 'Alarms', { identifier, settings });
    this.connections = securityGroup.connections;
    this.host = instance.address;
    this.port = 3306;
    this.masterSecretArn = instance.masterUserSecret.get(0).secretArn;
    this.instanceArn = instance.arn;
    this.subnetGroupName = instance.dbSubnetGroupName;
  }

  private createSecurityGroup({ vpc, name }: MysqlSettings): SecurityGroup {
    const description = `MySQL ${name}`;
    return new SecurityGroup(this, 'SecurityGroup', { vpc, description, defaultPort: PORTS.mysql });
  }

  private createInstance(settings: MysqlSettings, identifier: string, securityGroup: SecurityGroup): DbInstance {
    const { protection, windows, keys, provisionedDisk } = settings;
    const logGroups = this.createLogGroups(settings, identifier);
    const monitoring = new MonitoringRole(this, 'Monitoring', { identifier });
    return new DbInstance(this, 'Default', {
      identifier,
      engine: 'mysql',
      engineVersion: settings.version,
      // RDS takes this at creation and restore only. Without extended support, 8.0 could no longer be created.
      engineLifecycleSupport: 'open-source-rds-extended-support',
      allowMajorVersionUpgrade: true,
      autoMinorVersionUpgrade: true,
      instanceClass: `db.${settings.instanceClass}`,
      multiAz: settings.multiAz,
      storageType: 'gp3',
      allocatedStorage: inGibibytes(settings.storage),
      maxAllocatedStorage: inGibibytes(settings.storageLimit),
      iops: provisionedDisk?.iops,
      storageThroughput: provisionedDisk?.throughputMebibytesPerSecond,
      storageEncrypted: true,
      kmsKeyId: keys.data.keyArn,
      dbName: settings.initialDatabase,
      username: 'admin',
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: keys.secrets.keyArn,
      port: 3306,
      dbSubnetGroupName: this.createSubnetGroup(settings, identifier).name,
      vpcSecurityGroupIds: [securityGroup.securityGroupId],
      publiclyAccessible: false,
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      parameterGroupName: this.createParameterGroup(settings, identifier).name,
      enabledCloudwatchLogsExports: LOGS.map(({ name }) => name),
      monitoringInterval: MONITORING_SECONDS,
      monitoringRoleArn: monitoring.roleArn,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: keys.data.keyArn,
      performanceInsightsRetentionPeriod: INSIGHTS_DAYS,
      backupRetentionPeriod: inDays(settings.backupRetention),
      backupWindow: dailyText(windows.backup),
      maintenanceWindow: weeklyText(windows.maintenance),
      applyImmediately: windows.applyImmediately,
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: !protection.isProtected,
      deletionProtection: protection.isProtected,
      skipFinalSnapshot: !protection.isProtected,
      finalSnapshotIdentifier: protection.isProtected ? finalSnapshotName(identifier) : undefined,
      tags: { ...BACKUP_DAILY, ...protection.tags },
      // Larger disks and a second zone take hours; the provider's 80 minutes end in a tainted plan (pitfall P54).
      timeouts: { create: '3h', update: '3h' },
      dependsOn: [...logGroups.map(({ logGroup }) => logGroup), monitoring.policy],
      lifecycle: { preventDestroy: protection.isProtected, ignoreChanges: ['final_snapshot_identifier'] },
    });
  }

  /** RDS would make them itself, kept for ever and unencrypted, and then be in Terraform's way. */
  private createLogGroups({ keys, logRetention }: MysqlSettings, identifier: string): LogGroup[] {
    return LOGS.map(
      ({ id, name }) =>
        new LogGroup(this, id, {
          name: `/aws/rds/instance/${identifier}/${name}`,
          encryption: keys.logs,
          retention: logRetention,
        }),
    );
  }

  private createSubnetGroup({ vpc, name }: MysqlSettings, identifier: string): DbSubnetGroup {
    return new DbSubnetGroup(this, 'Subnets', {
      name: identifier,
      description: `Subnets of MySQL ${name}`,
      subnetIds: vpc.subnetIds('intra'),
      lifecycle: { preventDestroy: true },
    });
  }

  /** A new version brings a new family, so the new group must exist before the instance lets go of the old one. */
  private createParameterGroup(settings: MysqlSettings, identifier: string): DbParameterGroup {
    return new DbParameterGroup(this, 'Parameters', {
      namePrefix: `${identifier}-`,
      family: MYSQL_FAMILIES[settings.version],
      description: `Parameters of MySQL ${settings.name}`,
      parameter: mysqlParameters(settings.changeDataCapture),
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createEventSubscription({ alarmTopic, name }: MysqlSettings, instance: DbInstance): void {
    new DbEventSubscription(this, 'Events', {
      name: physicalName(this, { ...NAME_LIMITS.dbInstance, name: `${name}-events` }),
      snsTopic: alarmTopic.topicArn,
      sourceType: 'db-instance',
      sourceIds: [instance.identifier],
      eventCategories: EVENTS,
    });
  }
}
