import { type Component, type JenkinsValues, PREVIEW_PODS } from '@smile/core';
import { Pods } from '../namespaces/pods.ts';
import type { PlatformContext } from '../platform-context.ts';

/** What agents are for: a namespace, a Kubernetes cloud of Jenkins, and a token of that cloud each (docs/adr/0040). */
type AgentPurpose = 'check' | 'plan' | 'apply' | 'build' | 'preview';

/** Label of agents, by which policies know them. */
export const AGENT_LABEL = 'smile/agent';

/** A Kubernetes cloud of Jenkins: pods in one namespace, made with a token that can do nothing else. */
export interface AgentCloud {
  readonly purpose: AgentPurpose;
  /** Namespace of its pods, and the name of the cloud in Jenkins. */
  readonly namespace: `jenkins-${AgentPurpose}`;
  /** Service accounts of its pods; each is the label of an agent too. The first is the environment's own. */
  readonly agents: readonly string[];
  /** Account in the controller's namespace with whose token Jenkins makes the pods. */
  readonly maker: `cloud-${AgentPurpose}`;
  /** Nodes that its pods run on. */
  readonly component: Component;
  /** Whether only jobs in a folder that is permitted may use it. */
  readonly isRestricted: boolean;
  /** Whether an admission policy pins creator, account and image of its pods: what they could take on is worth it. */
  readonly isPinned: boolean;
}

/** Accounts that plan and apply: the environment's own, and those for environments without a cluster. */
export interface DeployingAccounts {
  readonly plan: readonly string[];
  readonly apply: readonly string[];
}

/**
 * The clouds of an environment's Jenkins.
 *
 * @param has what only some environments have. @default - nothing of it
 */
export function agentClouds(
  { images }: JenkinsValues,
  { plan, apply }: DeployingAccounts,
  has: { readonly previews: boolean } = { previews: false },
): readonly AgentCloud[] {
  const cloud = (purpose: AgentPurpose, rest: Omit<AgentCloud, 'purpose' | 'namespace' | 'maker'>): AgentCloud => ({
    purpose,
    namespace: `jenkins-${purpose}`,
    maker: `cloud-${purpose}`,
    ...rest,
  });
  return [
    cloud('check', { agents: ['check'], component: 'checks', isRestricted: false, isPinned: false }),
    cloud('plan', { agents: plan, component: 'agents', isRestricted: true, isPinned: true }),
    cloud('apply', { agents: apply, component: 'agents', isRestricted: true, isPinned: true }),
    ...(images === 'built'
      ? [cloud('build', { agents: ['build'], component: 'checks', isRestricted: true, isPinned: false })]
      : []),
    ...(has.previews
      ? [
          cloud('preview', {
            agents: [PREVIEW_PODS.serviceAccount],
            component: 'agents',
            isRestricted: true,
            isPinned: true,
          }),
        ]
      : []),
  ];
}

/** Pods of a cloud, to say what they may reach. */
export function agentPods({ owner }: Pick<PlatformContext, 'owner'>, { purpose, namespace }: AgentCloud): Pods {
  return new Pods({ owner, namespace, name: `agents-that-${purpose}`, labels: { [AGENT_LABEL]: purpose } });
}

/** Key of the Secret with a cloud's token, and the id of the credential that Jenkins makes of it. */
export function tokenOf({ maker }: Pick<AgentCloud, 'maker'>): { readonly secret: string; readonly key: 'token' } {
  return { secret: `${maker}-token-${TOKEN_GENERATION}`, key: 'token' };
}

/** Raised to give every cloud a new token; the old ones end at once (docs/runbooks/rotate-the-deployer.md). */
const TOKEN_GENERATION = 1;
