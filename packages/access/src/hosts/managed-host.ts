import { Instance } from '@cdktf/provider-aws/lib/instance';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import {
  type AlarmTopic,
  type Connectable,
  type Connections,
  defaultTags,
  type EncryptionKey,
  EstateStack,
  type Gibibytes,
  inGibibytes,
  instanceTypeProblems,
  NAME_LIMITS,
  PORTS,
  physicalName,
  throwIfAny,
} from '@smile/core';
import { type GatewayEndpoints, type InterfaceEndpoints, SecurityGroup, type Subnet, type Vpc } from '@smile/network';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { AMAZON_LINUX_2023_PARAMETER } from '../versions.ts';
import { HostAlarms } from './host-alarms.ts';
import { HostRole } from './host-role.ts';
import { PATCH_GROUP_TAG, patchGroupOf, SESSIONS_TAG, type SessionsFor } from './host-tags.ts';

/** Where a host is, and what it reaches there. */
export interface HostNetwork {
  readonly vpc: Vpc;
  /** Private addresses of AWS services: Systems Manager, logs, keys. */
  readonly endpoints: InterfaceEndpoints;
  /** Route to S3, where Amazon Linux keeps its packages. */
  readonly gatewayEndpoints: GatewayEndpoints;
}

export interface ManagedHostProps {
  readonly network: HostNetwork;
  /** Words of every name after the environment's prefix, as in `bastion`. */
  readonly name: string;
  /** Zone id, as in `apse3-az1`. Changing it replaces the host. */
  readonly zone: string;
  /** As in `t3.large`. Changing it stops the host for a minute. */
  readonly instanceType: string;
  /** Size of the system disk, which goes with the host. */
  readonly rootVolume: Gibibytes;
  /** Key of the system disk. Changing it does nothing until the host is replaced. */
  readonly encryption: EncryptionKey;
  /** Script of the first boot. */
  readonly userData: string;
  /** Whether a changed script makes a new host, or waits until somebody replaces it. */
  readonly onChangedUserData: 'replace' | 'wait';
  /** What a burstable host does out of CPU credits: slow down, or cost more. */
  readonly outOfCredits: 'slow-down' | 'cost-more';
  /** Who may open sessions on it, and so is root on it. */
  readonly sessionsFor: SessionsFor;
  readonly alarmTopic: AlarmTopic;
}

/**
 * An Amazon Linux host without public address, open port or key pair: people come through Session Manager.
 *
 * EC2 resolves the newest image when it launches the host, so no plan asks AWS for it and no new image replaces a host.
 * Image and system disk are in a launch template, because the provider cannot combine such a name with a root volume
 * (hashicorp/terraform-provider-aws#43488). The API refuses to terminate the host; Terraform, whose plans are read
 * before, may.
 */
export class ManagedHost extends Construct implements Connectable {
  readonly instanceId: string;
  readonly privateIp: string;
  readonly subnet: Subnet;
  readonly role: HostRole;
  readonly connections: Connections;
  private readonly instance: Instance;

  constructor(scope: Construct, id: string, props: ManagedHostProps) {
    super(scope, id);
    this.subnet = this.findSubnet(props);
    this.role = new HostRole(this, 'Role', { name: props.name });
    const group = new SecurityGroup(this, 'SecurityGroup', { vpc: props.network.vpc, description: props.name });
    this.connections = group.connections;
    this.openWayOut(props.network);
    this.instance = this.createInstance(props, this.createLaunchTemplate(props), group);
    this.instanceId = this.instance.id;
    this.privateIp = this.instance.privateIp;
    new HostAlarms(this, 'Alarms', { instanceId: this.instanceId, topic: props.alarmTopic });
  }

  private findSubnet({ network, zone, instanceType }: ManagedHostProps): Subnet {
    const subnets = network.vpc.subnets('ec2-private');
    const subnet = subnets.find((candidate) => candidate.zone === zone);
    const zones = subnets.map((candidate) => candidate.zone);
    throwIfAny(this, [
      ...(zones.includes(zone)
        ? []
        : [`zone ${zone} has no subnet, expected one of ${zones.join(', ')}; choose one of them`]),
      ...instanceTypeProblems(EstateStack.ofConstruct(this).environment.region, instanceType, zone),
    ]);
    if (subnet === undefined) throw new Error(`${this.node.path}: no subnet in ${zone}`);
    return subnet;
  }

  /** Enough to be managed, log and install packages; what else a host reaches is up to its owner. */
  private openWayOut({ vpc, endpoints, gatewayEndpoints }: HostNetwork): void {
    endpoints.connections.allowFrom(this, 'Hosts talk to Systems Manager, logs and keys');
    this.connections.allowToPrefixList(
      gatewayEndpoints.s3PrefixList,
      'Packages of Amazon Linux, and logs',
      PORTS.https,
    );
    // GuardDuty makes the endpoint and its security group itself, with its first agent in the VPC, so no plan knows either.
    // https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-agent-connectivity.html
    if (EstateStack.ofConstruct(this).environment.governance.runtimeMonitoring) {
      this.connections.allowToCidr(
        { name: 'Vpc', cidr: vpc.cidr },
        'GuardDuty agent reports to the endpoint that GuardDuty makes',
        PORTS.https,
      );
    }
  }

  private createLaunchTemplate(props: ManagedHostProps): LaunchTemplate {
    const { environment, layer } = EstateStack.ofConstruct(this);
    // The provider's default tags reach the host, but not what EC2 makes along with it (P14).
    const tags = { ...defaultTags(environment, layer), Name: this.nameFor(props, 255) };
    return new LaunchTemplate(this, 'Template', {
      name: this.nameFor(props, NAME_LIMITS.launchTemplate.max),
      description: 'Image and system disk',
      updateDefaultVersion: true,
      imageId: `resolve:ssm:${AMAZON_LINUX_2023_PARAMETER}`,
      blockDeviceMappings: [
        {
          // The root device of Amazon Linux images.
          deviceName: '/dev/xvda',
          ebs: {
            volumeType: 'gp3',
            volumeSize: inGibibytes(props.rootVolume),
            encrypted: 'true',
            kmsKeyId: props.encryption.keyArn,
            deleteOnTermination: 'true',
          },
        },
      ],
      tagSpecifications: [
        { resourceType: 'volume', tags },
        { resourceType: 'network-interface', tags },
      ],
      lifecycle: { preventDestroy: true },
    });
  }

  private createInstance(props: ManagedHostProps, template: LaunchTemplate, group: SecurityGroup): Instance {
    const replaces = props.onChangedUserData === 'replace';
    return new Instance(this, 'Default', {
      launchTemplate: { id: template.id, version: Fn.tostring(template.latestVersion) },
      instanceType: props.instanceType,
      subnetId: this.subnet.subnetId,
      vpcSecurityGroupIds: [group.securityGroupId],
      iamInstanceProfile: this.role.instanceProfileName,
      associatePublicIpAddress: false,
      // The metadata service answers processes on the host that can ask twice, and nothing behind it.
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      ...(isBurstable(props.instanceType)
        ? { creditSpecification: { cpuCredits: props.outOfCredits === 'cost-more' ? 'unlimited' : 'standard' } }
        : {}),
      monitoring: true,
      ebsOptimized: true,
      disableApiTermination: true,
      forceDestroy: true,
      userData: props.userData,
      userDataReplaceOnChange: replaces,
      tags: {
        Name: this.nameFor(props, 255),
        [SESSIONS_TAG]: props.sessionsFor,
        [PATCH_GROUP_TAG]: patchGroupOf(EstateStack.ofConstruct(this).environment),
      },
      lifecycle: { ignoreChanges: ['launch_template', ...(replaces ? [] : ['user_data'])] },
      // An agent that starts without its permissions waits half an hour before it asks again.
      dependsOn: [this.role.policy],
    });
  }

  private nameFor({ name }: ManagedHostProps, max: number): string {
    return physicalName(this, { max, name });
  }
}

/** Only families that start with t earn credits; EC2 refuses a credit specification for any other. */
function isBurstable(instanceType: string): boolean {
  return instanceType.startsWith('t');
}
