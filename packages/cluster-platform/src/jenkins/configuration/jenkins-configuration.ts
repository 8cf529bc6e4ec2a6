import type { JenkinsValues } from '@smile/core';
import type { PlatformContext } from '../../platform-context.ts';
import { requiredHost } from '../../sign-in/sign-in-addresses.ts';
import type { AgentCloud } from '../agent-cloud.ts';
import { AGENT_PORT } from '../jenkins-pods.ts';
import { authorizationStrategy, securityRealm } from './access-rights.ts';
import { cloudCredentials, kubernetesCloud } from './clouds.ts';
import { type DeployedEnvironment, jobScripts } from './jobs.ts';

export interface JenkinsConfigurationProps {
  readonly values: JenkinsValues;
  readonly clouds: readonly AgentCloud[];
  /** What it plans and applies; the first is the environment that it is part of. */
  readonly environments: readonly DeployedEnvironment[];
}

/**
 * All of Jenkins' settings, as its plug-in configuration-as-code reads them: nothing is set by hand, and what somebody sets is gone at the next
 * start. `credentials` is the whole store: tokens of its clouds, which no job can name.
 *
 * https://github.com/jenkinsci/configuration-as-code-plugin
 */
export function jenkinsConfiguration(
  context: PlatformContext,
  { values, clouds, environments }: JenkinsConfigurationProps,
): object {
  return {
    jenkins: {
      numExecutors: 0,
      mode: 'EXCLUSIVE',
      disableRememberMe: true,
      markupFormatter: 'plainText',
      slaveAgentPort: AGENT_PORT,
      securityRealm: securityRealm(context),
      authorizationStrategy: authorizationStrategy(values),
      clouds: clouds.map((cloud) => kubernetesCloud(context, cloud)),
    },
    security: {
      apiToken: {
        creationOfLegacyTokenEnabled: false,
        tokenGenerationOnCreationEnabled: false,
        usageStatisticsEnabled: true,
      },
      globalJobDslSecurityConfiguration: { useScriptSecurity: true },
    },
    credentials: { system: { domainCredentials: [{ credentials: cloudCredentials(clouds) }] } },
    unclassified: {
      location: {
        url: `https://${requiredHost(context, 'Jenkins', 'Jenkins')}/`,
        adminAddress: context.environment.country.owner,
      },
    },
    jobs: jobScripts(values, environments, clouds).map((script) => ({ script })),
  };
}
