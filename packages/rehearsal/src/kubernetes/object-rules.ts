import type { Problem } from '../protocol/problem.ts';
import type { ObjectValue } from '../protocol/value.ts';
import { blockAt, listOf, textOf, textsOf } from './blocks.ts';
import { byRule, type FieldProblem, invalid, required, unsupported } from './field-problem.ts';
import { type ApiKind, kindOfType } from './kinds.ts';
import { type Metadata, metadataProblems } from './metadata-rules.ts';
import { configKey } from './names.ts';
import { podProblems, quantityProblems } from './pod-rules.ts';
import { levelProblems } from './pod-security.ts';
import { podsOf } from './pods.ts';
import {
  autoscalerProblems,
  disruptionProblems,
  limitRangeProblems,
  networkPolicyProblems,
  quotaProblems,
  roleProblems,
  webhookProblems,
} from './policy-rules.ts';
import { serviceProblems } from './service-rules.ts';
import { cronJobProblems, jobProblems, serverProblems } from './workload-rules.ts';

type Rule = (object: ObjectValue, type: string) => FieldProblem[];

/** What each kind is asked beyond its metadata. */
const RULES: { readonly [kind: string]: Rule } = {
  Namespace: (object) => levelProblems(metadataOf(object).labels),
  Deployment: (object, type) => serverProblems(object, podsOf(type, object)),
  StatefulSet: (object, type) => serverProblems(object, podsOf(type, object)),
  DaemonSet: (object, type) => serverProblems(object, podsOf(type, object)),
  Job: (object, type) => jobProblems(podsOf(type, object)),
  CronJob: (object, type) => cronJobProblems(object, podsOf(type, object)),
  Pod: (object, type) => {
    const pods = podsOf(type, object);
    return pods === undefined ? [] : podProblems(pods);
  },
  Service: serviceProblems,
  ConfigMap: keyProblems,
  Secret: keyProblems,
  NetworkPolicy: networkPolicyProblems,
  ResourceQuota: quotaProblems,
  LimitRange: limitRangeProblems,
  PodDisruptionBudget: disruptionProblems,
  HorizontalPodAutoscaler: autoscalerProblems,
  Role: (object) => roleProblems(object, true),
  ClusterRole: (object) => roleProblems(object, false),
  MutatingWebhookConfiguration: webhookProblems,
  ValidatingWebhookConfiguration: webhookProblems,
  PersistentVolumeClaim: claimProblems,
  PriorityClass: priorityProblems,
  StorageClass: storageProblems,
};

/** The metadata of a resource of the Kubernetes provider. */
export function metadataOf(object: ObjectValue): Metadata {
  const metadata = blockAt(object, 'metadata');
  return {
    name: textOf(metadata?.name),
    namespace: textOf(metadata?.namespace),
    labels: textsOf(metadata?.labels),
    annotations: textsOf(metadata?.annotations),
  };
}

/** What the API server refuses of a resource by itself, whatever else is in the cluster. Values that are not known yet are let through. */
export function objectProblems(type: string, object: ObjectValue): Problem[] {
  const kind = kindOfType(type);
  if (kind === undefined) return [];
  const metadata = metadataOf(object);
  const found = [...metadataProblems(metadata, kind.name), ...(RULES[kind.kind]?.(object, type) ?? [])];
  return found.map((problem) => invalidObject(kind, metadata.name, problem));
}

/** The API server's answer to an object with a field that it does not take. */
export function invalidObject(kind: ApiKind, name: string | undefined, { field, reason }: FieldProblem): Problem {
  return {
    summary: `${kind.failure ?? ''}${kind.qualified} "${name ?? ''}" is invalid: ${field}: ${reason}`,
    path: [field.split(/[.[]/)[0] === 'spec' ? 'spec' : 'metadata'],
  };
}

function keyProblems(object: ObjectValue): FieldProblem[] {
  return ['data', 'binary_data'].flatMap((name) =>
    Object.keys(textsOf(object[name])).flatMap((key) =>
      byRule(configKey, name === 'data' ? `data[${key}]` : `binaryData[${key}]`, key),
    ),
  );
}

const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-claim-v1/ */
function claimProblems(object: ObjectValue): FieldProblem[] {
  const spec = blockAt(object, 'spec');
  const requests = spec === undefined ? undefined : blockAt(spec, 'resources')?.requests;
  const unknown = listOf(spec?.access_modes).find((mode) => !ACCESS_MODES.includes(mode));
  const amounts = textsOf(requests);
  return [
    ...(unknown === undefined ? [] : [unsupported('spec.accessModes', unknown, ACCESS_MODES)]),
    ...(requests !== undefined && amounts.storage === undefined && Object.keys(amounts).length > 0
      ? [required('spec.resources[storage]')]
      : []),
    ...quantityProblems(amounts, 'spec.resources.requests'),
  ];
}

/** https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass */
function priorityProblems({ value }: ObjectValue): FieldProblem[] {
  const number = Number(textOf(value) ?? 0);
  return number > 1_000_000_000
    ? [invalid('value', number, 'maximum allowed value of a user defined priority is 1000000000')]
    : [];
}

/** https://kubernetes.io/docs/concepts/storage/storage-classes/#storageclass-objects */
function storageProblems(object: ObjectValue): FieldProblem[] {
  const policy = textOf(object.reclaim_policy);
  const mode = textOf(object.volume_binding_mode);
  const policies = ['Delete', 'Retain'];
  const modes = ['Immediate', 'WaitForFirstConsumer'];
  return [
    ...(policy === undefined || policies.includes(policy) ? [] : [unsupported('reclaimPolicy', policy, policies)]),
    ...(mode === undefined || modes.includes(mode) ? [] : [unsupported('volumeBindingMode', mode, modes)]),
  ];
}
