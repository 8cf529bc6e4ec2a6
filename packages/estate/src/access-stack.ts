import { Bastion, Operators, Patching, SecretWriters, Sessions } from '@smile/access';
import {
  type AlarmTopic,
  DATA_STORE_NAMES,
  dataStoreRow,
  EncryptionKey,
  type Environment,
  EstateStack,
} from '@smile/core';
import { AccessEntry } from '@smile/eks';
import type { Construct } from 'constructs';
import type { ClusterWithNodes } from './cluster-with-nodes.ts';
import type { ClustersStack } from './clusters-stack.ts';
import type { DatabasesStack } from './databases-stack.ts';
import type { NetworkStack } from './network-stack.ts';
import type { StorageStack } from './storage-stack.ts';

/**
 * Namespaces in which operators may change workloads where the environment lets them. Never those of Jenkins: who may make
 * a pod beside those that apply may apply.
 */
const WORKLOAD_NAMESPACES = ['smile', 'wms', 'preview-*'];

/** What hosts and sessions need from the stacks before. */
export interface AccessStackNeeds {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  /** Data stores that operators reach through the bastion. */
  readonly databases: DatabasesStack | undefined;
  /** Clusters whose API operators reach through the bastion. */
  readonly clusters: ClustersStack | undefined;
  readonly alarmTopic: AlarmTopic;
}

/** How people reach what has no public address: the bastion, recorded sessions, the operator role, patches for hosts. */
export class AccessStack extends EstateStack {
  readonly sessions: Sessions;
  readonly bastion: Bastion;

  constructor(scope: Construct, environment: Environment, needs: AccessStackNeeds) {
    super(scope, environment, 'access');
    const { access } = environment;
    const key = new EncryptionKey(this, 'Key', { description: 'Sessions and the bastion', alias: 'access' });
    this.sessions = new Sessions(this, 'Sessions', {
      encryption: key,
      logRetention: access.sessionLogRetention,
      accessLogs: needs.storage.accessLogs.bucket,
    });
    this.bastion = new Bastion(this, 'Bastion', {
      network: needs.network,
      instanceType: access.bastion.instanceType,
      encryption: key,
      sessions: this.sessions,
      alarmTopic: needs.alarmTopic,
    });
    const operators = new Operators(this, 'Operators', {
      sessions: this.sessions,
      principals: access.operatorPrincipals,
    });
    if (needs.databases !== undefined) {
      new SecretWriters(this, 'SecretWriters', { principals: access.operatorPrincipals });
    }
    new Patching(this, 'Patching', { schedule: access.patchSchedule });
    if (needs.databases !== undefined) this.reach(needs.databases);
    if (needs.clusters !== undefined) this.open(needs.clusters, operators);
  }

  private open({ application, data }: ClustersStack, operators: Operators): void {
    this.openCluster('ApplicationCluster', application, operators);
    if (data !== application) this.openCluster('DataCluster', data, operators);
  }

  /** The bastion may reach the API, and the operators' role come in, under a group to which the platform may give more. */
  private openCluster(id: string, { cluster, operatorsMay }: ClusterWithNodes, { roleArn }: Operators): void {
    cluster.controlPlane.connections.allowFrom(this.bastion, 'Operators use kubectl through the bastion');
    new AccessEntry(this, `${id}Operators`, {
      clusterReference: cluster.clusterReference,
      principalArn: roleArn,
      policy: 'view',
      also: operatorsMay === 'edit' ? { policy: 'edit', namespaces: WORKLOAD_NAMESPACES } : undefined,
      kubernetesGroups: ['smile:operators'],
    });
  }

  /** Sessions go through the bastion to the stores, so the bastion may reach them. */
  private reach({ stores }: DatabasesStack): void {
    for (const store of DATA_STORE_NAMES) {
      for (const { port, because } of Object.values(dataStoreRow(store).connect)) {
        stores[store].connections.allowFrom(this.bastion, because, port);
      }
    }
  }
}
