import { ClusterBase, type ClusterLoad } from '@smile/cluster-platform';
import { type Environment, EstateStack, type PlatformValues } from '@smile/core';
import type { Construct } from 'constructs';
import type { ClustersStack } from './clusters-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import { platformCluster } from './platform-cluster.ts';
import { servedEntrances } from './served-entrances.ts';

export interface AppPlatformStackProps {
  readonly values: PlatformValues;
  readonly clusters: ClustersStack;
  /** @default - nothing is reached from outside */
  readonly edge: EdgeStack | undefined;
  readonly load: ClusterLoad;
}

/**
 * The base of the application cluster: namespaces and who may reach whom, controllers, mesh, gateways, secrets, telemetry,
 * sign-in. In the shared layout it is the base of the one cluster.
 */
export class AppPlatformStack extends EstateStack {
  readonly base: ClusterBase;

  constructor(scope: Construct, environment: Environment, { values, clusters, edge, load }: AppPlatformStackProps) {
    super(scope, environment, 'app-platform');
    const role = clusters.isShared ? 'shared' : 'application';
    this.base = new ClusterBase(this, 'Base', {
      environment,
      values,
      ...platformCluster(role, clusters.application, load),
      entrances: clusters.isShared
        ? servedEntrances(edge, 'application', 'data')
        : servedEntrances(edge, 'application'),
    });
  }
}
