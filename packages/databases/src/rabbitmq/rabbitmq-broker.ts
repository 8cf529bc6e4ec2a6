import { MqBroker } from '@cdktf/provider-aws/lib/mq-broker';
import {
  type AlarmTopic,
  brokerStart,
  type Connectable,
  type Connections,
  type Deletion,
  EstateStack,
  NAME_LIMITS,
  PORTS,
  type Protection,
  physicalName,
  protectionOf,
  throwIfAny,
  type WaiverProps,
  waive,
} from '@smile/core';
import { SecurityGroup, type Vpc } from '@smile/network';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { initialCredential } from '../initial-credential.ts';
import type { StoreKeys } from '../keys.ts';
import { type Upkeep, type UpkeepWindows, upkeepWindows } from '../upkeep/upkeep.ts';
import { brokerProblems } from './broker-problems.ts';
import { RabbitMqAlarms } from './rabbitmq-alarms.ts';

export interface RabbitMqBrokerProps {
  /** Network to join; the nodes sit in the intra subnets. */
  readonly vpc: Vpc;
  /** Name after the environment's prefix, as in `rabbitmq`. Changing it replaces the broker. */
  readonly name: string;
  /** Major and minor version, as in `3.13`. From 4 on only mq.m7g, with quorum queues by default. */
  readonly version: string;
  /** Broker type without the `mq.` prefix, as in `m5.large`. Changing it restarts the broker. */
  readonly instanceType: string;
  /** Three nodes over the zones, or one. Changing it replaces the broker with its messages. @default 'cluster' */
  readonly nodes?: 'cluster' | 'single';
  readonly keys: Pick<StoreKeys, 'data'>;
  readonly upkeep: Upkeep;
  /** Messages that wait before somebody is told. @default 100,000 */
  readonly alarmAtMessages?: number;
  readonly alarmTopic: AlarmTopic;
  /** Whether Terraform may delete the broker. @default 'protected' */
  readonly deletion?: Deletion;
}

interface Settings extends Required<Omit<RabbitMqBrokerProps, 'deletion' | 'upkeep'>> {
  readonly windows: UpkeepWindows;
  readonly protection: Protection;
}

/** Amazon MQ makes the log groups when it makes the broker, by the broker's id, so nothing can be there before. */
const LOGS_OF_THE_SERVICE: WaiverProps = {
  rule: 'SMILE_BROKER_LOG_GROUPS',
  reason:
    'the names hold an id that the broker gets when it is made, and Amazon MQ then makes the groups itself (hashicorp/terraform-provider-aws#39545); key and retention are set once after the first apply, docs/first-apply.md',
  owner: 'platform',
  expires: '2027-11-30',
};

/** First user, replaced by the administrator of docs/runbooks/rotate-credentials.md. */
const FIRST_USER = 'terraform';

/**
 * A RabbitMQ broker in the intra subnets: private, encrypted, TLS only (APP-MQ).
 *
 * Clients use port 5671; the console and its API are on 443. Replaced, with its messages, by a change of the name, the
 * nodes, the key or the subnets; AWS Backup cannot take it, so queues are no place to keep data. It costs by the hour, a
 * cluster three times a single node.
 *
 * @stateful
 */
export class RabbitMqBroker extends Construct implements Connectable {
  readonly connections: Connections;
  readonly host: string;
  readonly port: number;
  readonly consoleUrl: string;

  constructor(scope: Construct, id: string, props: RabbitMqBrokerProps) {
    super(scope, id);
    const settings = resolve(this, props);
    const brokerName = physicalName(this, { ...NAME_LIMITS.mqBroker, name: settings.name });
    const securityGroup = this.createSecurityGroup(settings);
    const broker = this.createBroker(settings, brokerName, securityGroup);
    new RabbitMqAlarms(this, 'Alarms', {
      brokerName,
      instanceType: settings.instanceType,
      messages: settings.alarmAtMessages,
      topic: settings.alarmTopic,
    });
    waive(this, LOGS_OF_THE_SERVICE);
    this.connections = securityGroup.connections;
    this.host = hostOf(broker);
    this.port = 5671;
    this.consoleUrl = broker.instances.get(0).consoleUrl;
  }

  private createSecurityGroup({ vpc, name }: Settings): SecurityGroup {
    return new SecurityGroup(this, 'SecurityGroup', { vpc, description: `RabbitMQ ${name}`, defaultPort: PORTS.amqps });
  }

  private createBroker(settings: Settings, brokerName: string, securityGroup: SecurityGroup): MqBroker {
    const { protection, windows, vpc } = settings;
    const isCluster = settings.nodes === 'cluster';
    return new MqBroker(this, 'Default', {
      brokerName,
      engineType: 'RabbitMQ',
      // Amazon MQ picks the patch release and refuses to be told one (hashicorp/terraform-provider-aws#42516).
      engineVersion: settings.version,
      autoMinorVersionUpgrade: true,
      hostInstanceType: `mq.${settings.instanceType}`,
      deploymentMode: isCluster ? 'CLUSTER_MULTI_AZ' : 'SINGLE_INSTANCE',
      // Exactly one subnet for one node, one per zone for a cluster; any other number fails only at apply.
      subnetIds: vpc.subnetIds('intra').slice(0, isCluster ? undefined : 1),
      securityGroups: [securityGroup.securityGroupId],
      publiclyAccessible: false,
      encryptionOptions: { useAwsOwnedKey: false, kmsKeyId: settings.keys.data.keyArn },
      // Audit logs are ActiveMQ's. RabbitMQ's general log needs no log group or policy of ours: the service's own role
      // makes `/aws/amazonmq/broker/<id>/…`, whose names nobody knows before the broker exists.
      logs: { general: true },
      maintenanceWindowStartTime: brokerStart(windows.maintenance),
      applyImmediately: windows.applyImmediately,
      user: [{ username: FIRST_USER, password: initialCredential(), consoleAccess: true }],
      tags: { ...protection.tags },
      // Any change of the user would replace the broker, and Terraform cannot see the real users anyway.
      lifecycle: { preventDestroy: protection.isProtected, ignoreChanges: ['user'] },
    });
  }
}

/** `amqps://b-….mq.<region>.amazonaws.com:5671` without scheme and port. */
function hostOf(broker: MqBroker): string {
  const endpoint = Fn.element(broker.instances.get(0).endpoints, 0);
  return Fn.element(Fn.split(':', Fn.trimprefix(endpoint, 'amqps://')), 0);
}

function resolve(construct: Construct, props: RabbitMqBrokerProps): Settings {
  const { region, country } = EstateStack.ofConstruct(construct).environment;
  const { version, instanceType } = props;
  const nodes = props.nodes ?? 'cluster';
  throwIfAny(construct, brokerProblems({ version, instanceType, nodes }, region));
  return {
    ...props,
    nodes,
    alarmAtMessages: props.alarmAtMessages ?? 100_000,
    windows: upkeepWindows(props.upkeep, country.timeZone),
    protection: protectionOf(construct, props.deletion ?? 'protected'),
  };
}
