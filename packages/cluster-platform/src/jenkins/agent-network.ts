import type { Pods } from '../namespaces/pods.ts';
import type { PlatformContext } from '../platform-context.ts';
import { type AgentCloud, agentPods } from './agent-cloud.ts';
import { AGENT_PORT, jenkinsController } from './jenkins-pods.ts';

const HTTPS = [443];

/** What each kind of agent reaches beside Jenkins, and why. */
const REACHES: Readonly<Record<AgentCloud['purpose'], (context: PlatformContext, pods: Pods) => void>> = {
  check: ({ outsideVpc }, pods) =>
    pods.allowToBlocks(outsideVpc, 'Checks fetch the code from GitLab, and packages from npm', HTTPS),
  plan: (context, pods) => {
    pods.allowToBlocks(context.kubernetesApi, 'Plans compare objects of both clusters with the code', HTTPS);
    pods.allowToBlocks(context.awsEndpoints, 'Plans read AWS through the endpoints of the VPC', HTTPS);
    pods.allowToBlocks(context.outsideVpc, 'Plans read S3, Cloudflare, and services of AWS without an endpoint', HTTPS);
  },
  apply: (context, pods) => {
    pods.allowToBlocks(context.kubernetesApi, 'Applies change objects of both clusters', HTTPS);
    pods.allowToBlocks(context.awsEndpoints, 'Applies change AWS through the endpoints of the VPC', HTTPS);
    pods.allowToBlocks(context.outsideVpc, 'Applies change S3, Cloudflare, and AWS where it has no endpoint', HTTPS);
  },
  preview: (context, pods) => {
    pods.allowToBlocks(context.kubernetesApi, 'Previews are released in their slots', HTTPS);
    pods.allowToBlocks(context.awsEndpoints, 'States of previews are encrypted by KMS', HTTPS);
    pods.allowToBlocks(context.outsideVpc, 'States of previews lie in S3', HTTPS);
  },
  build: (context, pods) => {
    pods.allowToBlocks(context.awsEndpoints, 'Builds push images to ECR', HTTPS);
    pods.allowToBlocks(context.outsideVpc, 'Builds fetch base images and packages', HTTPS);
  },
};

/** Agents connect to the controller, and to nothing of the environment's data. */
export function connectAgents(context: PlatformContext, clouds: readonly AgentCloud[]): void {
  const controller = jenkinsController(context);
  for (const cloud of clouds) {
    const pods = agentPods(context, cloud);
    controller.allowFrom(pods, `Agents that ${cloud.purpose} take their work from Jenkins`, [AGENT_PORT]);
    REACHES[cloud.purpose](context, pods);
  }
}
