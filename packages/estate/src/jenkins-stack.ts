import { deploymentPods } from '@smile/access';
import { ClusterAccess, type ClusterLoad, Jenkins, type PlatformContext } from '@smile/cluster-platform';
import { type Environment, EstateStack, type JenkinsValues, STAGE_ABBREVIATIONS } from '@smile/core';
import type { Construct } from 'constructs';
import type { ClustersStack } from './clusters-stack.ts';

export interface JenkinsStackProps {
  readonly values: JenkinsValues;
  readonly clusters: ClustersStack;
  /** The platform of the application cluster. */
  readonly platform: PlatformContext;
  readonly load: ClusterLoad;
}

/**
 * Jenkins, in the application cluster (CI-JENKINS). The last stack, and applied alone: it starts anew what applies. The first time a person
 * applies it (docs/first-apply.md).
 */
export class JenkinsStack extends EstateStack {
  constructor(scope: Construct, environment: Environment, { values, clusters, platform, load }: JenkinsStackProps) {
    super(scope, environment, 'jenkins');
    new ClusterAccess(this, 'Access', clusters.application.cluster);
    const guests = environment.deployment.alsoDeploys ?? [];
    const accountsOf = (role: 'plan' | 'apply') =>
      [undefined, ...guests].map((guest) => deploymentPods(role, guest?.stage).serviceAccount);
    new Jenkins(this, 'Jenkins', {
      values,
      platform,
      accounts: { plan: accountsOf('plan'), apply: accountsOf('apply') },
      environments: [
        { id: environment.id, suffix: '', planAgent: 'plan', applyAgent: 'apply' },
        ...guests.map(({ stage }) => ({
          id: `${environment.country.id}/${stage}`,
          suffix: `-${STAGE_ABBREVIATIONS[stage]}`,
          planAgent: deploymentPods('plan', stage).serviceAccount,
          applyAgent: deploymentPods('apply', stage).serviceAccount,
        })),
      ],
      load,
    });
  }
}
