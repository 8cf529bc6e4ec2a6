import { ClusterBase, type ClusterLoad } from '@smile/cluster-platform';
import { type Environment, EstateStack, type PlatformValues } from '@smile/core';
import type { Construct } from 'constructs';
import type { ClustersStack } from './clusters-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import { platformCluster } from './platform-cluster.ts';
import { servedEntrances } from './served-entrances.ts';

export interface DataPlatformStackProps {
  readonly values: PlatformValues;
  readonly clusters: ClustersStack;
  /** @default - nothing is reached from outside */
  readonly edge: EdgeStack | undefined;
  readonly load: ClusterLoad;
}

/** The base of the data cluster. In the shared layout the one cluster has its base from `app-platform`. */
export class DataPlatformStack extends EstateStack {
  readonly base: ClusterBase;

  constructor(scope: Construct, environment: Environment, { values, clusters, edge, load }: DataPlatformStackProps) {
    super(scope, environment, 'data-platform');
    this.base = new ClusterBase(this, 'Base', {
      environment,
      values,
      ...platformCluster('data', clusters.data, load),
      entrances: servedEntrances(edge, 'data'),
    });
  }
}
