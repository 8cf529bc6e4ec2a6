import { clusterOfApplications, type Environment, ValidationError } from '@smile/core';
import { type NodePlace, ROLE_LABEL } from '@smile/eks';
import type { Deployment } from '../objects/core-object.ts';
import { onNodes } from '../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../releases/restricted-security.ts';
import { PREVIEW_ACCOUNT, PREVIEW_LABEL } from './preview-places.ts';

type Template = Deployment['spec']['template'];
type PodSpec = NonNullable<Template['spec']>;
export type Container = PodSpec['containers'][number];

export interface PreviewPodProps extends Pick<PodSpec, 'containers' | 'initContainers' | 'volumes'> {
  readonly environment: Environment;
  /** Value of `app.kubernetes.io/name`. */
  readonly name: string;
  /** User and group of its processes. */
  readonly user: number;
  /** @default - the same as the user */
  readonly group?: number;
  /** Whether it has a proxy of the mesh: services do, and stores speak no HTTP. */
  readonly isInMesh: boolean;
  /** @default 'Always' */
  readonly restartPolicy?: 'Always' | 'Never';
}

/** A pod of a preview: on nodes that no store lets in, restricted, and the first to go when there is no room. */
export function previewPod(props: PreviewPodProps): Template {
  const { environment, name, user, group = user, isInMesh, restartPolicy, containers, initContainers, volumes } = props;
  return {
    metadata: {
      labels: {
        ...labelsOf(name),
        ...PREVIEW_LABEL,
        ...(isInMesh ? {} : { 'sidecar.istio.io/inject': 'false' }),
      },
    },
    spec: {
      ...onNodes(placeOf(environment)),
      serviceAccountName: PREVIEW_ACCOUNT,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      ...(restartPolicy === undefined ? {} : { restartPolicy }),
      priorityClassName: 'jobs',
      securityContext: { ...RESTRICTED_POD, runAsUser: user, runAsGroup: group, fsGroup: group },
      ...(initContainers === undefined ? {} : { initContainers }),
      containers,
      volumes,
    },
  };
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export function labelsOf(name: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': name, app: name };
}

/** What every container may do, which `restricted` asks for. */
export const CONTAINER_SECURITY = RESTRICTED_CONTAINER;

/** Nodes of previews, by the values alone: a preview is brought up without the stacks that made the nodes. */
function placeOf({ id, clusters }: Environment): Pick<NodePlace, 'labels' | 'taint'> {
  const group = clusters === undefined ? undefined : clusterOfApplications(clusters).components.previews;
  if (group === undefined) throw new ValidationError(id, ['there are no nodes for previews; add components.previews']);
  return { labels: { [ROLE_LABEL]: group }, taint: { key: ROLE_LABEL, value: group } };
}
