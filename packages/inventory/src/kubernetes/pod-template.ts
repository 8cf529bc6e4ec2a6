import { asList, asObject, asString, stringEntries } from '../json-narrowing.ts';
import type { Json, JsonObject } from '../model.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

/** A container of a pod. */
export interface Container {
  readonly name: string;
  /** `init` ends before the others start; `sidecar` is an init container that goes on running. */
  readonly role: 'app' | 'init' | 'sidecar';
  /** Where it stands, as in `containers[0]`. */
  readonly path: string;
  readonly body: JsonObject;
}

/** What the pods of an object are made from. */
export interface PodTemplate {
  readonly object: KubernetesObject;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** The `spec` of the pod. */
  readonly spec: JsonObject;
  readonly containers: readonly Container[];
  /** Whether the pods are meant to run until somebody stops them. */
  readonly isLongRunning: boolean;
}

/** Kinds that make pods, with where the template stands; a Pod is its own template. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  ReplicationController: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

const LONG_RUNNING: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** API groups of the kinds above; an operator's own kind of the same name is another thing. */
const CORE_GROUPS = /^(v1|apps\/.+|batch\/.+|extensions\/.+)$/;

/** What the pods of an object are made from; undefined for kinds that make none by themselves. */
export function podTemplateOf(object: KubernetesObject): PodTemplate | undefined {
  const steps = TEMPLATES[object.kind];
  if (steps === undefined || !CORE_GROUPS.test(object.apiVersion)) return undefined;
  const template = steps.reduce<JsonObject>((body, step) => asObject(body[step]), object.body);
  const metadata = asObject(template.metadata);
  const spec = asObject(template.spec);
  return {
    object,
    labels: stringEntries(metadata.labels),
    annotations: stringEntries(metadata.annotations),
    spec,
    containers: [...containersAt(spec, 'initContainers'), ...containersAt(spec, 'containers')],
    isLongRunning: LONG_RUNNING.has(object.kind),
  };
}

/** The templates among objects. */
export function podTemplates(objects: readonly KubernetesObject[]): readonly PodTemplate[] {
  return objects.flatMap((object) => podTemplateOf(object) ?? []);
}

function containersAt(spec: JsonObject, list: 'containers' | 'initContainers'): readonly Container[] {
  return asList(spec[list]).map((value: Json, index) => {
    const body = asObject(value);
    const isInit = list === 'initContainers';
    const role = isInit ? (body.restartPolicy === 'Always' ? 'sidecar' : 'init') : 'app';
    return { name: asString(body.name) ?? '', role, path: `${list}[${index}]`, body };
  });
}
