import type { PlatformContext } from '../platform-context.ts';
import { onNodes } from '../releases/placement-values.ts';
import { NOBODY, RESTRICTED_POD } from '../releases/restricted-security.ts';
import { type Job, RUNS_AT_EVERY_CHANGE } from './core-object.ts';
import type { ObjectMeta } from './object-meta.ts';

type PodSpec = NonNullable<Job['spec']['template']['spec']>;

export interface JobPodProps extends Pick<PodSpec, 'initContainers' | 'containers' | 'volumes'> {
  readonly serviceAccount: string;
  /** Whether the pod has a token for the API of Kubernetes. @default false */
  readonly hasToken?: boolean;
  /** @default 'platform' */
  readonly priority?: 'platform' | 'services';
  /** User and group of its processes. @default - nobody */
  readonly user?: number;
  /** Whether files of its volumes belong to the group. @default false */
  readonly ownsVolumes?: boolean;
}

/** The pod of a job: on nodes of the platform, restricted, and started by the job alone. */
export function jobPod(context: PlatformContext, props: JobPodProps): PodSpec {
  const { serviceAccount, user = NOBODY, initContainers, containers, volumes } = props;
  return {
    ...onNodes(context.place),
    serviceAccountName: serviceAccount,
    automountServiceAccountToken: props.hasToken ?? false,
    restartPolicy: 'Never',
    priorityClassName: props.priority ?? 'platform',
    securityContext: {
      ...RESTRICTED_POD,
      runAsUser: user,
      runAsGroup: user,
      ...(props.ownsVolumes === true ? { fsGroup: user } : {}),
    },
    ...(initContainers === undefined ? {} : { initContainers }),
    containers,
    volumes,
  };
}

export interface HookJobProps {
  readonly metadata: ObjectMeta;
  /** What it works with, as an annotation of its pod: when the digest changes, Helm runs the job again. */
  readonly digest: Readonly<Record<string, string>>;
  /** How often a failed pod is tried again. @default 3 */
  readonly retries?: number;
  /** @default 540, which end before Helm's ten minutes do */
  readonly deadlineSeconds?: number;
  readonly pod: JobPodProps;
}

/** A job that Helm runs at every install and upgrade. */
export function hookJob(context: PlatformContext, props: HookJobProps): Job {
  const { metadata, digest, retries = 3, deadlineSeconds = 540, pod } = props;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { ...metadata, annotations: RUNS_AT_EVERY_CHANGE },
    spec: {
      backoffLimit: retries,
      activeDeadlineSeconds: deadlineSeconds,
      template: { metadata: { labels: metadata.labels, annotations: digest }, spec: jobPod(context, pod) },
    },
  };
}
