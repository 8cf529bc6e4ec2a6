import { type AlarmTopic, alarmTopicArn, type Environment } from '@smile/core';
import type { Construct } from 'constructs';
import { AccessStack } from './access-stack.ts';
import { AccountStack } from './account-stack.ts';
import { AppPlatformStack } from './app-platform-stack.ts';
import { BootstrapStack } from './bootstrap-stack.ts';
import { ClusterLoads } from './cluster-loads.ts';
import { ClustersStack } from './clusters-stack.ts';
import { DataPlatformStack } from './data-platform-stack.ts';
import { DatabasesStack } from './databases-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { GitStack } from './git-stack.ts';
import { JenkinsStack } from './jenkins-stack.ts';
import { NetworkStack } from './network-stack.ts';
import { StorageStack } from './storage-stack.ts';
import { WorkloadsStack } from './workloads-stack.ts';

/**
 * Every stack of an environment, wired: a stack takes the constructs of the stacks before it.
 *
 * Every environment gets the same stacks; what differs is a value, and a stack whose values are absent is left out. The one
 * exception is `account`, which exists once per account.
 */
export class Estate {
  readonly bootstrap: BootstrapStack;
  /** Only where the environment owns its account's singletons. */
  readonly account: AccountStack | undefined;
  /** The account's topic, whichever environment makes it. */
  readonly alarmTopic: AlarmTopic;
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  /** Absent where nothing runs in clusters. */
  readonly databases: DatabasesStack | undefined;
  /** Absent where nothing runs in clusters. */
  readonly clusters: ClustersStack | undefined;
  /** Absent where nothing is reached from outside. */
  readonly edge: EdgeStack | undefined;
  readonly access: AccessStack;
  /** Absent where the environment has no values for it. */
  readonly git: GitStack | undefined;
  /** Absent where the clusters are empty. */
  readonly appPlatform: AppPlatformStack | undefined;
  /** Absent where the clusters are empty. */
  readonly dataPlatform: DataPlatformStack | undefined;
  /** Absent until a service has an image. */
  readonly workloads: WorkloadsStack | undefined;
  /** Absent where the environment has no values for it. */
  readonly jenkins: JenkinsStack | undefined;

  constructor(scope: Construct, environment: Environment) {
    this.bootstrap = new BootstrapStack(scope, environment);
    this.account = environment.account.ownsSingletons ? new AccountStack(scope, environment) : undefined;
    this.alarmTopic = this.account?.alarmTopic ?? { topicArn: alarmTopicArn(environment) };
    this.network = new NetworkStack(scope, environment);
    this.storage = new StorageStack(scope, environment);
    this.databases = this.createDatabases(scope, environment);
    this.clusters = this.createClusters(scope, environment);
    this.edge = this.createEdge(scope, environment);
    this.access = new AccessStack(scope, environment, this);
    this.git = this.createGit(scope, environment);
    const { app, data, workloads, jenkins } = this.createPlatforms(scope, environment);
    this.appPlatform = app;
    this.dataPlatform = data;
    this.workloads = workloads;
    this.jenkins = jenkins;
  }

  private createDatabases(scope: Construct, environment: Environment): DatabasesStack | undefined {
    const { databases: values } = environment;
    if (values === undefined) return undefined;
    const { network, storage, alarmTopic, account } = this;
    const restoreTests = account?.restoreTests;
    return new DatabasesStack(scope, environment, { values, network, storage, alarmTopic, restoreTests });
  }

  private createClusters(scope: Construct, environment: Environment): ClustersStack | undefined {
    const { clusters: values } = environment;
    if (values === undefined) return undefined;
    const { network, storage, databases, alarmTopic } = this;
    return new ClustersStack(scope, environment, { values, network, storage, databases, alarmTopic });
  }

  private createEdge(scope: Construct, environment: Environment): EdgeStack | undefined {
    const { edge: values } = environment;
    if (values === undefined) return undefined;
    const { network, storage, clusters, alarmTopic } = this;
    const nodes =
      clusters === undefined ? {} : { application: clusters.application.cluster, data: clusters.data.cluster };
    return new EdgeStack(scope, environment, { values, network, storage, nodes, alarmTopic });
  }

  private createGit(scope: Construct, environment: Environment): GitStack | undefined {
    const { gitServer: values } = environment;
    return values === undefined ? undefined : new GitStack(scope, environment, values, this);
  }

  private createPlatforms(scope: Construct, environment: Environment): Platforms {
    const { platform: values, clusters: clusterValues } = environment;
    const { clusters, databases, edge, storage } = this;
    if (values === undefined || clusterValues === undefined || clusters === undefined || databases === undefined)
      return {};
    const loads = new ClusterLoads(environment, clusterValues, values);
    const app = new AppPlatformStack(scope, environment, {
      values,
      clusters,
      databases,
      edge,
      storage,
      load: loads.application,
    });
    const hasServices = Object.keys(values.services).length > 0;
    const workloads = hasServices
      ? new WorkloadsStack(scope, environment, {
          values,
          clusters,
          platform: app.base.context,
          load: loads.application,
        })
      : undefined;
    const data = clusters.isShared
      ? undefined
      : new DataPlatformStack(scope, environment, { values, clusters, databases, edge, storage, load: loads.data });
    const jenkins =
      values.jenkins === undefined
        ? undefined
        : new JenkinsStack(scope, environment, {
            values: values.jenkins,
            clusters,
            platform: app.base.context,
            load: loads.application,
            after: [app, workloads, data].filter((stack) => stack !== undefined),
          });
    loads.judge(loads.application, app);
    if (data !== undefined) loads.judge(loads.data, data);
    return { app, data, workloads, jenkins };
  }
}

/** What runs inside the clusters. */
interface Platforms {
  readonly app?: AppPlatformStack;
  /** Absent in the shared layout too, where `app` has the base of the one cluster. */
  readonly data?: DataPlatformStack;
  /** Absent until a service has an image. */
  readonly workloads?: WorkloadsStack;
  /** Absent where the environment has no values for it. */
  readonly jenkins?: JenkinsStack;
}
