import { IMAGE_NAMES, IMAGES, platformRepository } from '@smile/catalogue';
import { type JenkinsValues, pascalCase } from '@smile/core';
import type { Addon } from '../addons/addon.ts';
import type { PlatformContext } from '../platform-context.ts';
import { AgentAccounts } from './agent-accounts.ts';
import { agentAdmission } from './agent-admission.ts';
import type { AgentCloud } from './agent-cloud.ts';
import { connectAgents } from './agent-network.ts';
import { AGENT_RESOURCES } from './agent-pod.ts';
import { agentToken } from './agent-token.ts';
import { jenkinsConfiguration } from './configuration/jenkins-configuration.ts';
import type { DeployedEnvironment } from './configuration/jobs.ts';
import { jenkinsController } from './jenkins-pods.ts';
import { CONTROLLER_RESOURCES, jenkinsValues } from './jenkins-values.ts';

/** Who makes agents, as whom they run, and what is let into their namespaces: before the controller, which asks for them. */
export function jenkinsAgents(context: PlatformContext, clouds: readonly AgentCloud[]): Addon {
  return {
    id: 'Agents',
    namespace: 'jenkins',
    provides: ['agent-accounts'],
    runsOn: clouds.map(({ component }) => context.placeOf(component)),
    images: ['jenkins-agent'],
    // They come and go. At the most, one of each is there.
    pods: clouds.map(({ purpose, component }) => ({
      name: `agent that ${purpose}`,
      on: component,
      copies: 0,
      mostCopies: 1,
      ...AGENT_RESOURCES[purpose].requests,
    })),
    prepare: (scope, after) =>
      clouds.flatMap((cloud) => new AgentAccounts(scope, pascalCase(cloud.purpose), { cloud, after }).ready),
    connect: () => connectAgents(context, clouds),
    objects: {
      name: 'jenkins-agents',
      objects: [
        ...clouds
          .filter(({ isPinned }) => isPinned)
          .flatMap((cloud) => agentAdmission(cloud, context.imageReference('jenkins-agent'))),
        ...clouds.map(agentToken),
      ],
    },
  };
}

/**
 * What builds may do in AWS: push the images that we build, and nothing of the services. They come as images that are reviewed by digest, so
 * whoever builds one decides nothing yet.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
export function imageBuilds({ environment, placeOf }: PlatformContext): Addon {
  const { region, account, namePrefix } = environment;
  const built = IMAGE_NAMES.filter((name) => IMAGES[name].obtained === 'build');
  return {
    id: 'Builds',
    namespace: 'jenkins-build',
    runsOn: [placeOf('checks')],
    identity: {
      serviceAccount: 'build',
      description: 'Builds of images, which push them',
      statements: [
        { sid: 'SignIn', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
        {
          sid: 'Push',
          actions: [
            'ecr:BatchCheckLayerAvailability',
            'ecr:BatchGetImage',
            'ecr:CompleteLayerUpload',
            'ecr:GetDownloadUrlForLayer',
            'ecr:InitiateLayerUpload',
            'ecr:PutImage',
            'ecr:UploadLayerPart',
          ],
          resources: built.map(
            (name) => `arn:aws:ecr:${region}:${account.id}:repository/${platformRepository(namePrefix, name)}`,
          ),
        },
      ],
    },
  };
}

export interface JenkinsControllerProps {
  readonly values: JenkinsValues;
  readonly clouds: readonly AgentCloud[];
  readonly environments: readonly DeployedEnvironment[];
}

/** The controller (CI-JENKINS): it runs nothing itself, and has no rights in the cluster. */
export function jenkins(context: PlatformContext, props: JenkinsControllerProps): Addon {
  const { values, clouds } = props;
  return {
    id: 'Controller',
    namespace: 'jenkins',
    requires: ['agent-accounts'],
    runsOn: [context.place],
    pods: [{ name: 'jenkins', on: 'platform', ...CONTROLLER_RESOURCES.requests, sidecar: true }],
    connect: () => connect(context),
    release: {
      chart: 'jenkins',
      name: 'jenkins',
      values: jenkinsValues(context, values, clouds, jenkinsConfiguration(context, props)),
      rollsBack: true,
    },
  };
}

function connect(context: PlatformContext): void {
  const pods = jenkinsController(context);
  pods.allowToBlocks(context.kubernetesApi, 'Jenkins makes agents, with the tokens of their clouds', [443]);
  pods.allowToBlocks(context.outsideVpc, 'Jenkins asks GitLab for new commits', [443]);
}
