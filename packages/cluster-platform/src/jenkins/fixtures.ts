import type { EdgeValues, JenkinsValues } from '@smile/core';
import { TEST_EDGE } from '@smile/core/fixtures';
import { PlatformContext } from '../platform-context.ts';
import type { DeployedEnvironment } from './configuration/jobs.ts';

/** Jenkins that builds, checks merge requests and applies what was approved: everything that there is. */
export const TEST_JENKINS: JenkinsValues = {
  repository: 'https://git.smile.example/smile/infrastructure',
  home: '50 GiB',
  mergeRequests: 'checked',
  images: 'built',
  deploys: 'approved plans',
};

/** Accounts of an environment that deploys another one too. */
export const TEST_ACCOUNTS = { plan: ['plan', 'plan-shared'], apply: ['apply', 'apply-shared'] };

export const TEST_DEPLOYED: readonly DeployedEnvironment[] = [
  { id: 'indonesia/staging', suffix: '', planAgent: 'plan', applyAgent: 'apply' },
  {
    id: 'indonesia/shared',
    suffix: '-shared',
    planAgent: 'plan-shared',
    applyAgent: 'apply-shared',
  },
];

/** The context of a cluster whose environment has the public names that Jenkins needs. */
export function withHosts(context: PlatformContext): PlatformContext {
  const hosts = { Auth: 'auth.smile.example', Jenkins: 'jenkins.smile.example' };
  const edge: EdgeValues = {
    ...TEST_EDGE,
    loadBalancers: { web: { admits: 'cloudflare', serves: 'application', hosts } },
  };
  return new PlatformContext({ ...context, environment: { ...context.environment, edge } });
}
