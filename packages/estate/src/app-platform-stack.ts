import {
  applicationSignIn,
  applicationTelemetry,
  ClusterBase,
  type ClusterLoad,
  jenkinsHost,
  mysqlAccounts,
  previewSlots,
  type TelemetryStores,
} from '@smile/cluster-platform';
import { type Environment, EstateStack, type PlatformValues, ValidationError } from '@smile/core';
import { flowDashboards } from '@smile/data-platform';
import { PODS } from '@smile/databases/secrets';
import type { Construct } from 'constructs';
import { clusterSecrets } from './cluster-secrets.ts';
import type { ClustersStack } from './clusters-stack.ts';
import { dataStoreAddons } from './data-store-addons.ts';
import type { DatabasesStack } from './databases-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import { platformCluster } from './platform-cluster.ts';
import { servedEntrances } from './served-entrances.ts';
import type { StorageStack } from './storage-stack.ts';

export interface AppPlatformStackProps {
  readonly values: PlatformValues;
  readonly clusters: ClustersStack;
  /** Data stores, and secrets of what uses them. */
  readonly databases: DatabasesStack;
  /** @default - nothing is reached from outside */
  readonly edge: EdgeStack | undefined;
  /** Buckets of logs and traces. */
  readonly storage: StorageStack;
  readonly load: ClusterLoad;
}

/**
 * The base of the application cluster: namespaces and who may reach whom, controllers, mesh, gateways, secrets, telemetry,
 * sign-in. In the shared layout it is the base of the one cluster.
 */
export class AppPlatformStack extends EstateStack {
  readonly base: ClusterBase;

  constructor(scope: Construct, environment: Environment, props: AppPlatformStackProps) {
    super(scope, environment, 'app-platform');
    const { values, clusters, databases, edge, storage, load } = props;
    const role = clusters.isShared ? 'shared' : 'application';
    const stores = this.telemetryStores(storage);
    this.base = new ClusterBase(this, 'Base', {
      environment,
      values,
      ...platformCluster(role, clusters.application, load),
      entrances: clusters.isShared
        ? servedEntrances(edge, 'application', 'data')
        : servedEntrances(edge, 'application'),
      secrets: clusters.isShared
        ? clusterSecrets(databases, 'application', 'data')
        : clusterSecrets(databases, 'application'),
      telemetryLink: edge?.telemetry,
      addons: (context) => [
        ...applicationTelemetry(context, stores, edge?.telemetry, flowDashboards(values.dataFlow)),
        ...applicationSignIn(context, databases.main),
        jenkinsHost(context),
        mysqlAccounts(context, {
          servers: databases.mysql,
          secrets: databases.secrets.readDirectlyBy(PODS.mysqlAccounts),
          encryption: databases.secretsKey,
        }),
        ...(values.previews === undefined ? [] : [previewSlots(context, values.previews)]),
        ...(clusters.isShared ? dataStoreAddons(context, { storage, clusters, databases }) : []),
      ],
    });
  }

  private telemetryStores({ buckets }: StorageStack): TelemetryStores {
    const { workloads } = this.environment.storage;
    if (buckets === undefined || workloads === undefined) {
      throw new ValidationError(this, [
        'logs and traces need buckets, and the environment has none; add storage.workloads to the environment',
      ]);
    }
    return {
      logs: { bucket: buckets.logs, expireAfter: workloads.logRetention },
      traces: { bucket: buckets.traces, expireAfter: workloads.traceRetention },
    };
  }
}
