import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group';
import {
  ElasticacheReplicationGroup,
  type ElasticacheReplicationGroupLogDeliveryConfiguration,
} from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import {
  type AlarmTopic,
  type Connectable,
  type Connections,
  type Days,
  type Deletion,
  dailyText,
  EstateStack,
  inDays,
  LogGroup,
  NAME_LIMITS,
  PORTS,
  type Protection,
  physicalName,
  protectionOf,
  throwIfAny,
  weeklyText,
} from '@smile/core';
import { SecurityGroup, type Vpc } from '@smile/network';
import { Construct } from 'constructs';
import { classProblems } from '../classes/class-problems.ts';
import { finalSnapshotName, initialCredential } from '../initial-credential.ts';
import type { StoreKeys } from '../keys.ts';
import { type Upkeep, type UpkeepWindows, upkeepProblems, upkeepWindows } from '../upkeep/upkeep.ts';
import { RedisAlarms } from './redis-alarms.ts';
import { RedisEvents } from './redis-events.ts';
import { redisFamily } from './versions.ts';

export interface RedisCacheProps {
  /** Network to join; the nodes sit in the intra subnets. */
  readonly vpc: Vpc;
  /** Name after the environment's prefix, as in `redis`. Changing it replaces the cache. */
  readonly name: string;
  /** Major and minor version, as in `6.2`. It can be raised in place, never lowered. */
  readonly version: string;
  /** Node type without the `cache.` prefix, as in `m5.xlarge`. Changing it moves the data to new nodes. */
  readonly nodeType: string;
  /** Nodes beside the primary, in other zones; with one, a lost node is replaced in about a minute. @default 1 */
  readonly replicas?: number;
  readonly keys: StoreKeys;
  readonly upkeep: Upkeep;
  /** How long daily snapshots are kept. @default '7 days' */
  readonly snapshotRetention?: Days;
  /** How long slow and engine logs are kept. @default '90 days' */
  readonly logRetention?: Days;
  readonly alarmTopic: AlarmTopic;
  /** Whether Terraform may delete the cache. @default 'protected' */
  readonly deletion?: Deletion;
}

interface Settings extends Required<Omit<RedisCacheProps, 'deletion' | 'upkeep'>> {
  readonly windows: UpkeepWindows;
  readonly protection: Protection;
}

/** Settings that differ from ElastiCache's own: memory lost to fragmentation is won back while the cache is idle. */
const PARAMETERS = [{ name: 'activedefrag', value: 'yes' }];

/**
 * A Redis replication group in the intra subnets: encrypted, TLS only, with a token, a replica in another zone.
 *
 * For caching and sessions (APP-REDIS). Keys without an expiry stay until memory is full, and then writes fail; give
 * every key an expiry. Replaced, with what is cached, by a change of the name, the key, or the subnets. A cache.m5.xlarge
 * costs about USD 285 a month, each replica as much again. IAM sign-in needs Redis 7.
 *
 * @stateful
 */
export class RedisCache extends Construct implements Connectable {
  readonly connections: Connections;
  /** Host for writes. Follows a failover. */
  readonly host: string;
  /** Host for reads that may be a moment old. */
  readonly readerHost: string;
  readonly port: number;

  constructor(scope: Construct, id: string, props: RedisCacheProps) {
    super(scope, id);
    const settings = resolve(this, props);
    const identifier = physicalName(this, { ...NAME_LIMITS.replicationGroup, name: settings.name });
    const securityGroup = this.createSecurityGroup(settings);
    const group = this.createReplicationGroup(settings, identifier, securityGroup);
    new RedisAlarms(this, 'Alarms', { identifier, nodes: settings.replicas + 1, topic: settings.alarmTopic });
    this.connections = securityGroup.connections;
    this.host = group.primaryEndpointAddress;
    this.readerHost = group.readerEndpointAddress;
    this.port = 6379;
  }

  private createSecurityGroup({ vpc, name }: Settings): SecurityGroup {
    return new SecurityGroup(this, 'SecurityGroup', { vpc, description: `Redis ${name}`, defaultPort: PORTS.redis });
  }

  private createReplicationGroup(
    settings: Settings,
    identifier: string,
    securityGroup: SecurityGroup,
  ): ElasticacheReplicationGroup {
    const { windows, protection, replicas } = settings;
    return new ElasticacheReplicationGroup(this, 'Default', {
      replicationGroupId: identifier,
      description: `Redis ${settings.name}`,
      engine: 'redis',
      engineVersion: settings.version,
      nodeType: `cache.${settings.nodeType}`,
      numCacheClusters: replicas + 1,
      automaticFailoverEnabled: replicas > 0,
      multiAzEnabled: replicas > 0,
      port: 6379,
      subnetGroupName: this.createSubnetGroup(settings, identifier).name,
      securityGroupIds: [securityGroup.securityGroupId],
      parameterGroupName: this.createParameterGroup(settings, identifier).name,
      // Nullable booleans of the provider are texts.
      atRestEncryptionEnabled: 'true',
      kmsKeyId: settings.keys.data.keyArn,
      transitEncryptionEnabled: true,
      // The mode stays unsaid: below 7.0.5 ElastiCache refuses the argument, and TLS without it is required everywhere.
      // https://github.com/cloudposse/terraform-aws-elasticache-redis/pull/231
      authToken: initialCredential(),
      // Mandatory beside a token (pitfall P10); it says how a token is replaced, which happens outside Terraform.
      authTokenUpdateStrategy: 'SET',
      autoMinorVersionUpgrade: 'true',
      snapshotRetentionLimit: inDays(settings.snapshotRetention),
      snapshotWindow: dailyText(windows.backup),
      maintenanceWindow: weeklyText(windows.maintenance),
      applyImmediately: windows.applyImmediately,
      finalSnapshotIdentifier: protection.isProtected ? finalSnapshotName(identifier) : undefined,
      notificationTopicArn: new RedisEvents(this, 'Events', { name: settings.name }).topicArn,
      logDeliveryConfiguration: this.createLogs(settings, identifier),
      tags: { ...protection.tags },
      lifecycle: {
        preventDestroy: protection.isProtected,
        ignoreChanges: ['auth_token', 'auth_token_update_strategy', 'final_snapshot_identifier'],
      },
    });
  }

  private createSubnetGroup({ vpc, name }: Settings, identifier: string): ElasticacheSubnetGroup {
    return new ElasticacheSubnetGroup(this, 'Subnets', {
      name: identifier,
      description: `Subnets of Redis ${name}`,
      subnetIds: vpc.subnetIds('intra'),
      lifecycle: { preventDestroy: true },
    });
  }

  /** The name tells the family: the group of a new version exists beside the old one, and the service has no prefixes. */
  private createParameterGroup({ version, name }: Settings, identifier: string): ElasticacheParameterGroup {
    const family = redisFamily(version);
    return new ElasticacheParameterGroup(this, 'Parameters', {
      name: `${identifier}-${family.replace('.', '-')}`,
      family,
      description: `Parameters of Redis ${name}`,
      parameter: PARAMETERS,
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** A group for each log: in one, their lines cannot be told apart. */
  private createLogs(
    { keys, logRetention }: Settings,
    identifier: string,
  ): ElasticacheReplicationGroupLogDeliveryConfiguration[] {
    const logs = [
      { id: 'SlowLog', type: 'slow-log' },
      { id: 'EngineLog', type: 'engine-log' },
    ];
    return logs.map(({ id, type }) => {
      const group = new LogGroup(this, id, {
        name: `/aws/elasticache/${identifier}/${type}`,
        encryption: keys.logs,
        retention: logRetention,
      });
      return {
        destination: group.logGroupName,
        destinationType: 'cloudwatch-logs',
        logFormat: 'json',
        logType: type,
      };
    });
  }
}

function resolve(construct: Construct, props: RedisCacheProps): Settings {
  const { region, country } = EstateStack.ofConstruct(construct).environment;
  throwIfAny(construct, [
    ...classProblems('elasticache', 'nodeType', props.nodeType, region),
    ...upkeepProblems(props.upkeep, country.timeZone),
  ]);
  return {
    ...props,
    replicas: props.replicas ?? 1,
    snapshotRetention: props.snapshotRetention ?? '7 days',
    logRetention: props.logRetention ?? '90 days',
    windows: upkeepWindows(props.upkeep, country.timeZone),
    protection: protectionOf(construct, props.deletion ?? 'protected'),
  };
}
