import { registryHost } from '@smile/catalogue';
import { ClusterAccess, type ClusterLoad, type PlatformContext, Workloads } from '@smile/cluster-platform';
import { type Environment, EstateStack, type PlatformValues } from '@smile/core';
import type { Construct } from 'constructs';
import type { ClustersStack } from './clusters-stack.ts';

export interface WorkloadsStackProps {
  readonly values: PlatformValues;
  readonly clusters: ClustersStack;
  /** The platform of the cluster that they run in. */
  readonly platform: PlatformContext;
  readonly load: ClusterLoad;
}

/**
 * SMILE's and WMS's services. A stack of its own, because it changes every day: a new image plans a few objects, and whatever is
 * wrong with the platform stands in the way of no rollback.
 */
export class WorkloadsStack extends EstateStack {
  readonly workloads: Workloads;

  constructor(scope: Construct, environment: Environment, { values, clusters, platform, load }: WorkloadsStackProps) {
    super(scope, environment, 'workloads');
    // Their namespaces and the mesh are made there; nothing that they read says so.
    this.addDependency(EstateStack.ofConstruct(platform.owner));
    new ClusterAccess(this, 'Access', clusters.application.cluster);
    const host = registryHost({ accountId: environment.account.id, region: environment.region });
    this.workloads = new Workloads(this, 'Workloads', {
      services: values.services,
      // The repository's name as a text: an image of another account or environment is then seen without a plan.
      repositoryUrl: (name) => `${host}/${environment.namePrefix}-${name}`,
      context: platform,
      load,
    });
  }
}
