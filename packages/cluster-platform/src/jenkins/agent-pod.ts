import type { IPod } from 'kubernetes-models/v1/Pod';
import { plainVariables, secretVariable } from '../objects/environment-variables.ts';
import type { PlatformContext } from '../platform-context.ts';
import { onNodes } from '../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../releases/restricted-security.ts';
import { AGENT_LABEL, type AgentCloud } from './agent-cloud.ts';

/** The user of its image. */
const USER = 1000;
const HOME = '/home/jenkins';

/** Checks synthesize and rehearse the whole estate; plans and applies wait for AWS most of the time. */
export const AGENT_RESOURCES = {
  check: { requests: { cpu: '700m', memory: '2Gi' }, limits: { memory: '4Gi' } },
  plan: { requests: { cpu: '400m', memory: '1536Mi' }, limits: { memory: '3Gi' } },
  apply: { requests: { cpu: '400m', memory: '1536Mi' }, limits: { memory: '3Gi' } },
  preview: { requests: { cpu: '300m', memory: '768Mi' }, limits: { memory: '1536Mi' } },
  build: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } },
} as const;

/** How long pods have to end that change something, when their node is drained. */
const GRACE_SECONDS: Readonly<Partial<Record<AgentCloud['purpose'], number>>> = { apply: 3600, preview: 1200 };

/** Tokens of GitLab, as files: commands name the file, and no variable shows in a list of processes. */
export const GITLAB_FOLDER = '/run/secrets/gitlab';

/** Which tokens of GitLab the pods read: whoever checks out reads the repository; what is on main comments as well. */
const GITLAB_TOKENS: Readonly<Record<AgentCloud['purpose'], readonly string[]>> = {
  check: ['checkout-token'],
  plan: ['checkout-token', 'comment-token'],
  apply: [],
  // What comments runs on an agent that plans, so that no token lies beside the rights on previews.
  preview: [],
  build: [],
};

/**
 * The pod of an agent: one container, so that nothing has to be run in it by `exec`.
 *
 * An apply must end by itself: it has an hour when its job is aborted or its node drained, no deadline, and the autoscaler leaves its node alone.
 */
export function agentPod(context: PlatformContext, cloud: AgentCloud, account: string): IPod {
  const { purpose } = cloud;
  const tokens = GITLAB_TOKENS[purpose];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      labels: { [AGENT_LABEL]: purpose },
      annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' },
    },
    spec: {
      ...copyOf(onNodes(context.placeOf(cloud.component))),
      serviceAccountName: account,
      // Alone those that bring previews up use the API of Kubernetes by their own account: they have no role that EKS knows.
      automountServiceAccountToken: purpose === 'preview',
      enableServiceLinks: false,
      restartPolicy: 'Never',
      priorityClassName: 'jobs',
      ...(GRACE_SECONDS[purpose] === undefined ? {} : { terminationGracePeriodSeconds: GRACE_SECONDS[purpose] }),
      securityContext: copyOf({ ...RESTRICTED_POD, runAsUser: USER, runAsGroup: USER, fsGroup: USER }),
      containers: [
        {
          name: 'jnlp',
          image: context.imageReference('jenkins-agent'),
          env: variables(context, purpose),
          securityContext: copyOf(RESTRICTED_CONTAINER),
          resources: copyOf(AGENT_RESOURCES[purpose]),
          ...(purpose === 'apply' ? { lifecycle: { preStop: { exec: { command: endOf('terraform') } } } } : {}),
          volumeMounts: [
            { name: 'tmp', mountPath: '/tmp' },
            { name: 'home', mountPath: HOME },
            ...(tokens.length === 0 ? [] : [{ name: 'gitlab', mountPath: GITLAB_FOLDER, readOnly: true }]),
          ],
        },
      ],
      volumes: [
        { name: 'tmp', emptyDir: {} },
        { name: 'home', emptyDir: {} },
        ...(tokens.length === 0
          ? []
          : [
              {
                name: 'gitlab',
                secret: { secretName: 'gitlab', items: tokens.map((key) => ({ key, path: key })), defaultMode: 0o440 },
              },
            ]),
      ],
    },
  };
}

/**
 * A command that lasts as long as a program runs in its container. Jenkins gives up an aborted step after ten seconds and deletes the pod; the
 * agent, which is the first process, ends at once then, and everything in the container with it. Before that, Kubernetes waits for this.
 * https://github.com/jenkinsci/workflow-durable-task-step-plugin/blob/master/src/main/java/org/jenkinsci/plugins/workflow/steps/durable_task/DurableTaskStep.java
 * https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution
 */
export function endOf(program: string): string[] {
  return ['/bin/sh', '-c', `while grep -qsx ${program} /proc/[0-9]*/comm; do sleep 1; done`];
}

function variables({ environment, values }: PlatformContext, purpose: AgentCloud['purpose']) {
  const plain = plainVariables({
    HOME,
    CI: 'true',
    CHECKPOINT_DISABLE: '1',
    AWS_REGION: environment.region,
    SMILE_REPOSITORY: values.jenkins?.repository ?? '',
  });
  const reachesCloudflare = purpose === 'plan' || purpose === 'apply';
  return reachesCloudflare
    ? [...plain, secretVariable('CLOUDFLARE_API_TOKEN', 'cloudflare', 'CLOUDFLARE_API_TOKEN')]
    : plain;
}

/** The same, as the models of Kubernetes want it: not to be read alone. */
function copyOf<Value>(value: Value): DeepMutable<Value> {
  return structuredClone(value) as DeepMutable<Value>;
}

type DeepMutable<Value> = Value extends object ? { -readonly [Key in keyof Value]: DeepMutable<Value[Key]> } : Value;
