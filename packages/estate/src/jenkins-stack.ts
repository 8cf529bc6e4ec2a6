import { deploymentPods } from '@smile/access';
import { ClusterAccess, type ClusterLoad, Jenkins, type PlatformContext } from '@smile/cluster-platform';
import { type Environment, EstateStack, type JenkinsValues, pascalCase, STAGE_ABBREVIATIONS, waive } from '@smile/core';
import type { Construct } from 'constructs';
import type { ClustersStack } from './clusters-stack.ts';

export interface JenkinsStackProps {
  readonly values: JenkinsValues;
  readonly clusters: ClustersStack;
  /** The platform of the application cluster. */
  readonly platform: PlatformContext;
  readonly load: ClusterLoad;
  /** Stacks that come before, though it takes nothing of them: it is the last, because it starts anew what applies. */
  readonly after: readonly EstateStack[];
}

/**
 * Jenkins, in the application cluster (CI-JENKINS). The last stack, and applied alone: it starts anew what applies. The first time a person
 * applies it (docs/first-apply.md).
 */
export class JenkinsStack extends EstateStack {
  constructor(scope: Construct, environment: Environment, props: JenkinsStackProps) {
    super(scope, environment, 'jenkins');
    const { values, clusters, platform, load, after } = props;
    for (const stack of after) this.addDependency(stack);
    new ClusterAccess(this, 'Access', clusters.application.cluster);
    const guests = environment.deployment.alsoDeploys ?? [];
    const accountsOf = (role: 'plan' | 'apply') =>
      [undefined, ...guests].map((guest) => deploymentPods(role, guest?.stage).serviceAccount);
    const jenkins = new Jenkins(this, 'Jenkins', {
      values,
      platform,
      accounts: { plan: accountsOf('plan'), apply: accountsOf('apply') },
      environments: [
        {
          id: environment.id,
          suffix: '',
          planAgent: 'plan',
          applyAgent: 'apply',
        },
        ...guests.map(({ stage }) => ({
          id: `${environment.country.id}/${stage}`,
          suffix: `-${STAGE_ABBREVIATIONS[stage]}`,
          planAgent: deploymentPods('plan', stage).serviceAccount,
          applyAgent: deploymentPods('apply', stage).serviceAccount,
        })),
      ],
      load,
    });
    if (guests.length > 0) declareGuests(jenkins, [...accountsOf('plan').slice(1), ...accountsOf('apply').slice(1)]);
  }
}

/** Says of accounts for environments without a cluster that others have nothing like them. */
function declareGuests(jenkins: Jenkins, accounts: readonly string[]): void {
  const ids = accounts.map((account) => `Agent${pascalCase(account)}`);
  for (const made of jenkins.node.findAll().filter(({ node }) => ids.includes(node.id))) {
    waive(made, {
      rule: 'SMILE_MIRROR_ADDRESSES',
      reason: 'only production deploys an environment besides itself (docs/adr/0017-who-can-become-apply.md)',
      owner: 'platform',
      expires: '2027-11-30',
    });
  }
}
