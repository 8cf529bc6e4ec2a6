import { ClusterBase, type ClusterLoad, dataTelemetry, oauth2Proxy } from '@smile/cluster-platform';
import { type Environment, EstateStack, type PlatformValues } from '@smile/core';
import type { Construct } from 'constructs';
import { clusterSecrets } from './cluster-secrets.ts';
import type { ClustersStack } from './clusters-stack.ts';
import { dataStoreAddons } from './data-store-addons.ts';
import type { DatabasesStack } from './databases-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import { platformCluster } from './platform-cluster.ts';
import { servedEntrances } from './served-entrances.ts';
import type { StorageStack } from './storage-stack.ts';

export interface DataPlatformStackProps {
  readonly values: PlatformValues;
  readonly clusters: ClustersStack;
  /** Data stores, and secrets of what uses them. */
  readonly databases: DatabasesStack;
  /** @default - nothing is reached from outside */
  readonly edge: EdgeStack | undefined;
  /** Bucket of backups. */
  readonly storage: StorageStack;
  readonly load: ClusterLoad;
}

/**
 * The data cluster: its base, whose telemetry goes to the application cluster, and what keeps the data of the data platform. In the
 * shared layout the one cluster has both from `app-platform`.
 */
export class DataPlatformStack extends EstateStack {
  readonly base: ClusterBase;

  constructor(scope: Construct, environment: Environment, props: DataPlatformStackProps) {
    super(scope, environment, 'data-platform');
    const { values, clusters, databases, edge, storage, load } = props;
    this.base = new ClusterBase(this, 'Base', {
      environment,
      values,
      ...platformCluster('data', clusters.data, load),
      secrets: clusterSecrets(databases, 'data'),
      entrances: servedEntrances(edge, 'data'),
      telemetryLink: edge?.telemetry,
      addons: (context) => [
        oauth2Proxy(context),
        ...dataStoreAddons(context, { storage, clusters, databases }),
        ...(edge?.telemetry === undefined ? [] : dataTelemetry(context, edge.telemetry)),
      ],
    });
  }
}
