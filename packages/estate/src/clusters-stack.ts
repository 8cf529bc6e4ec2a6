import { breakGlassRoleArn, deploymentRoleArn, deploymentRoleName } from '@smile/access';
import {
  type AlarmTopic,
  type ClustersValues,
  type ClusterValues,
  DATA_STORE_NAMES,
  dataStoreRow,
  EncryptionKey,
  type Environment,
  EstateStack,
  PLAN_GROUP,
} from '@smile/core';
import { AccessEntry, type Cluster } from '@smile/eks';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { ClusterWithNodes } from './cluster-with-nodes.ts';
import type { DatabasesStack } from './databases-stack.ts';
import { JenkinsRoles } from './jenkins-roles.ts';
import type { NetworkStack } from './network-stack.ts';
import type { StorageStack } from './storage-stack.ts';

export interface ClustersStackProps {
  readonly values: ClustersValues;
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  /** Data stores that pods use. */
  readonly databases: DatabasesStack | undefined;
  readonly alarmTopic: AlarmTopic;
}

/**
 * The cloud side of Kubernetes: clusters, their nodes and add-ons, and who may come in. What runs inside them is in later
 * stacks, because a provider for a cluster cannot be in the stack that makes it (pitfall P50).
 */
export class ClustersStack extends EstateStack {
  /** Runs SMILE, WMS and the platform (APP-EKS). */
  readonly application: ClusterWithNodes;
  /** Runs the data platform (DAT-EKS). The same as {@link application} where one cluster is for both. */
  readonly data: ClusterWithNodes;
  private readonly secretsKey: EncryptionKey;
  private readonly volumesKey: EncryptionKey;

  constructor(scope: Construct, environment: Environment, props: ClustersStackProps) {
    super(scope, environment, 'clusters');
    const { values } = props;
    this.secretsKey = new EncryptionKey(this, 'SecretsKey', {
      description: 'Kubernetes Secrets',
      alias: 'eks-secrets',
    });
    this.volumesKey = this.createVolumesKey();
    if (values.layout === 'shared') {
      this.application = this.createCluster('Application', 'app', values.shared, props);
      this.data = this.application;
    } else {
      this.application = this.createCluster('Application', 'app', values.application, props);
      this.data = this.createCluster('Data', 'data', values.data, props);
    }
    if (props.databases !== undefined) this.reach(props.databases);
    new JenkinsRoles(this, 'Jenkins', { cluster: this.application.cluster });
  }

  /** Whether one cluster takes both roles. */
  get isShared(): boolean {
    return this.data === this.application;
  }

  /** Every cluster once, by the words of its name. */
  get clusters(): readonly Cluster[] {
    return [...new Set([this.application, this.data])].map(({ cluster }) => cluster);
  }

  /** Nodes start their disks, and the volume driver its volumes, through EC2. */
  private createVolumesKey(): EncryptionKey {
    const key = new EncryptionKey(this, 'VolumesKey', { description: 'Volumes of clusters', alias: 'eks-volumes' });
    key.allowThroughService('ec2');
    return key;
  }

  private createCluster(id: string, name: string, values: ClusterValues, props: ClustersStackProps): ClusterWithNodes {
    const { network, storage, alarmTopic } = props;
    const withNodes = new ClusterWithNodes(this, id, {
      values,
      name,
      vpc: network.vpc,
      keys: { secrets: this.secretsKey, volumes: this.volumesKey, logs: storage.logsKey },
      deployRoleName: deploymentRoleName(this.environment, 'apply'),
      alarmTopic,
    });
    const { cluster } = withNodes;
    storage.imageCache?.grantPull(cluster.nodeRole);
    this.letIn(id, cluster);
    this.createOutputs(name, cluster);
    return withNodes;
  }

  /** Operators come in with the access stack, which makes their role: EKS refuses entries for roles that do not exist. */
  private letIn(id: string, { clusterReference }: Cluster): void {
    new AccessEntry(this, `${id}Deploys`, {
      clusterReference,
      principalArn: deploymentRoleArn(this.environment, 'apply'),
      policy: 'cluster-admin',
    });
    new AccessEntry(this, `${id}Plans`, {
      clusterReference,
      principalArn: deploymentRoleArn(this.environment, 'plan'),
      // No policy of AWS: those that read what a plan needs read Secrets too. The platform binds the group (docs/adr/0018).
      kubernetesGroups: [PLAN_GROUP],
    });
    new AccessEntry(this, `${id}BreakGlass`, {
      clusterReference,
      principalArn: breakGlassRoleArn(this.environment),
      policy: 'cluster-admin',
    });
  }

  private reach({ stores }: DatabasesStack): void {
    for (const store of DATA_STORE_NAMES) {
      const { port, usedBy } = dataStoreRow(store);
      const { connections } = stores[store];
      if (usedBy.application !== undefined) {
        connections.allowFrom(this.application.cluster, usedBy.application, port);
      }
      if (usedBy.data !== undefined && this.data !== this.application) {
        connections.allowFrom(this.data.cluster, usedBy.data, port);
      }
    }
  }

  private createOutputs(name: string, cluster: Cluster): void {
    new TerraformOutput(this, `${name}-cluster-name`, {
      value: cluster.clusterReference,
      description: `Name of the cluster: smile connect ${name}-cluster writes a kubeconfig for it`,
    });
    new TerraformOutput(this, `${name}-cluster-endpoint`, {
      value: cluster.endpoint,
      description: 'Kubernetes API, inside the VPC',
    });
  }
}
