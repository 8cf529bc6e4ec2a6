import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import {
  type AlarmTopic,
  type Connectable,
  type Connections,
  type Days,
  type Deletion,
  type EncryptionKey,
  EstateStack,
  LogGroup,
  NAME_LIMITS,
  physicalName,
  regionFacts,
} from '@smile/core';
import type { SecurityGroup, Vpc } from '@smile/network';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { NetworkAddons } from '../addons/network-addons.ts';
import { WorkloadAddons } from '../addons/workload-addons.ts';
import { OidcProvider } from '../identity/oidc-provider.ts';
import type { KubernetesVersion } from '../kubernetes-versions.ts';
import { ClusterAlarms } from './cluster-alarms.ts';
import { ClusterEvents } from './cluster-events.ts';
import { ClusterNetwork } from './cluster-network.ts';
import { ClusterRole } from './cluster-role.ts';
import { type ClusterSettings, offersZonalShift, resolve } from './cluster-settings.ts';
import { NodeRole } from './node-role.ts';

/** Keys by domain that a cluster uses. */
export interface ClusterKeys {
  /** Secrets in the control plane's store. EKS can never let go of it: changing it replaces the cluster. */
  readonly secrets: EncryptionKey;
  /** Disks of nodes and volumes of pods; a key that `allowThroughService('ec2')` was called on. */
  readonly volumes: EncryptionKey;
  /** Log of the control plane; a key that `allowLogs()` was called on. */
  readonly logs: EncryptionKey;
}

export interface ClusterProps {
  /** Network to join: the control plane's interfaces are in the intra subnets, nodes in the EKS-private ones. */
  readonly vpc: Vpc;
  /** Words after the environment's prefix, as in `app` for `smile-prd-app`. Changing it replaces the cluster. */
  readonly name: string;
  /** Kubernetes version, as in `1.35`. Goes up by one at a time, never down; node groups follow. */
  readonly version: KubernetesVersion;
  readonly keys: ClusterKeys;
  /** IPv4 blocks from which the API answers on the internet. @default - none: it answers in the VPC only */
  readonly publicAccessCidrs?: readonly string[];
  /** Private IPv4 block of Kubernetes services, outside the VPC. Changing it replaces the cluster. @default '172.20.0.0/16' */
  readonly serviceCidr?: string;
  /** Whether nodes take blocks of 16 addresses, so that 110 pods and more fit on one. @default true */
  readonly prefixDelegation?: boolean;
  /**
   * Zone ids that the control plane's interfaces are in, at least two. Decided once: EKS takes subnets of no other zone
   * afterwards, and what is changed here counts for a new cluster only. @default - every zone of the network
   */
  readonly controlPlaneZones?: readonly string[];
  /** How long the control plane's log is kept. The audit part of it is large: about 1 GB a day. @default '90 days' */
  readonly logRetention?: Days;
  /** Name of the role that applies reviewed plans; changes by any other are told. */
  readonly deployRoleName: string;
  readonly alarmTopic: AlarmTopic;
  /** Whether Terraform and AWS may delete the cluster. @default 'protected' */
  readonly deletion?: Deletion;
}

/** All five: who did what (audit, authenticator), and why nothing happened (the others). */
const LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/**
 * Decided once, when the cluster is made. Of the first two the API does not tell later, so Terraform would plan a
 * replacement for what it imports (pitfall P39, T-eks#3372). Subnets of the same zones could be exchanged, but Terraform
 * would also send those of a zone that the network gained, and EKS refuses them at every apply: "subnets specified must be
 * in the same set of AZs as originally provided" (https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html,
 * https://github.com/aws/containers-roadmap/issues/2330).
 */
const DECIDED_AT_CREATION = [
  'vpc_config[0].subnet_ids',
  'access_config[0].bootstrap_cluster_creator_admin_permissions',
  'bootstrap_self_managed_addons',
];

/**
 * An EKS cluster: private API, access by entries only, Secrets under our key, everything logged, on a version in standard
 * support. It brings its network add-ons; node groups join it, then `addWorkloadAddons`.
 *
 * Replaced, with everything in it, by a change of the name, the keys of Secrets or `serviceCidr`. Both deletion
 * protection of EKS and `prevent_destroy` stand before that. USD 73 a month, and the log by the gigabyte.
 *
 * @stateful
 */
export class Cluster extends Construct implements Connectable {
  /** As in `smile-prd-app`; known at synth. */
  readonly clusterName: string;
  /** The same, as Terraform knows it once the cluster exists, so that what uses it waits for the cluster. */
  readonly clusterReference: string;
  readonly version: KubernetesVersion;
  readonly vpc: Vpc;
  readonly serviceCidr: string;
  readonly prefixDelegation: boolean;
  readonly volumeKey: EncryptionKey;
  /** Nodes and pods: `database.connections.allowFrom(cluster, 'WMS reads orders')`. */
  readonly connections: Connections;
  /** The Kubernetes API: `cluster.controlPlane.connections.allowFrom(bastion, '…')`. */
  readonly controlPlane: SecurityGroup;
  /** Groups of every node. Not the one that EKS makes: see {@link ClusterNetwork}. */
  readonly nodeSecurityGroupIds: readonly string[];
  readonly nodeRole: IamRole;
  readonly nodeRoleArn: string;
  /** What must exist before a node joins: its permissions, and the add-ons that give it a network. */
  readonly nodesNeed: readonly ITerraformDependable[];
  readonly oidcProvider: OidcProvider;
  readonly endpoint: string;
  /** Certificate with which the API proves itself, in Base64. */
  readonly certificateAuthority: string;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const settings = resolve(this, props);
    this.clusterName = physicalName(this, { ...NAME_LIMITS.eksCluster, name: settings.name });
    this.version = settings.version;
    this.vpc = settings.vpc;
    this.serviceCidr = settings.serviceCidr;
    this.prefixDelegation = settings.prefixDelegation;
    this.volumeKey = settings.keys.volumes;
    const network = new ClusterNetwork(this, 'Network', settings);
    this.connections = network.nodes.connections;
    this.controlPlane = network.controlPlane;
    this.nodeSecurityGroupIds = [network.nodes.securityGroupId];
    const logGroup = this.createLogGroup(settings);
    const cluster = this.createCluster(settings, logGroup);
    this.clusterReference = cluster.name;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.get(0).data;
    this.oidcProvider = new OidcProvider(this, 'Oidc', { cluster });
    const nodeRole = new NodeRole(this, 'NodeRole', this);
    this.nodeRole = nodeRole.role;
    this.nodeRoleArn = nodeRole.role.arn;
    this.nodesNeed = [...nodeRole.policies, ...new NetworkAddons(this, 'NetworkAddons', { cluster: this }).addons];
    this.watch(settings, logGroup);
  }

  /**
   * Installs what needs nodes to run on: name resolution, volumes and their snapshots.
   *
   * @param nodes node groups that are there first, one of them open to every pod.
   */
  addWorkloadAddons(nodes: readonly ITerraformDependable[]): WorkloadAddons {
    return new WorkloadAddons(this, 'WorkloadAddons', { cluster: this, nodes });
  }

  private createCluster(settings: ClusterSettings, logGroup: LogGroup): EksCluster {
    const { publicAccessCidrs, protection } = settings;
    const role = new ClusterRole(this, 'Role', { clusterName: this.clusterName, encryption: settings.keys.secrets });
    const { region } = EstateStack.ofConstruct(this).environment;
    const isPublic = publicAccessCidrs.length > 0;
    return new EksCluster(this, 'Default', {
      name: this.clusterName,
      version: settings.version,
      roleArn: role.roleArn,
      enabledClusterLogTypes: LOGS,
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      vpcConfig: {
        subnetIds: settings.controlPlaneSubnetIds,
        securityGroupIds: [this.controlPlane.securityGroupId],
        endpointPrivateAccess: true,
        endpointPublicAccess: isPublic,
        publicAccessCidrs: isPublic ? [...publicAccessCidrs] : undefined,
      },
      kubernetesNetworkConfig: { serviceIpv4Cidr: settings.serviceCidr, ipFamily: 'ipv4' },
      encryptionConfig: { resources: ['secrets'], provider: { keyArn: settings.keys.secrets.keyArn } },
      // Beyond standard support AWS charges six times as much; with this it upgrades the cluster instead.
      upgradePolicy: { supportType: 'STANDARD' },
      zonalShiftConfig: offersZonalShift(regionFacts(region).services.available) ? { enabled: true } : undefined,
      deletionProtection: protection.isProtected,
      tags: { ...protection.tags },
      dependsOn: [logGroup.logGroup, ...role.policies],
      lifecycle: { preventDestroy: protection.isProtected, ignoreChanges: DECIDED_AT_CREATION },
    });
  }

  /** EKS would make it itself, kept for ever and unencrypted, and then be in Terraform's way. */
  private createLogGroup({ keys, logRetention }: ClusterSettings): LogGroup {
    return new LogGroup(this, 'Log', {
      name: `/aws/eks/${this.clusterName}/cluster`,
      encryption: keys.logs,
      retention: logRetention,
    });
  }

  private watch({ alarmTopic: topic, deployRoleName, name }: ClusterSettings, { logGroupName }: LogGroup): void {
    const { clusterName } = this;
    new ClusterAlarms(this, 'Alarms', { clusterName, name, logGroupName, topic });
    new ClusterEvents(this, 'Events', { clusterName, name, deployRoleName, topic });
  }
}
