import type { Problem } from '../protocol/problem.ts';
import type { ObjectValue } from '../protocol/value.ts';
import type { FindSiblings } from '../values/facts.ts';
import { textOf } from './blocks.ts';
import { Cluster } from './cluster.ts';
import { type ApiKind, kindOfType } from './kinds.ts';
import { manifestsOf } from './manifests.ts';
import { metadataOf } from './object-rules.ts';
import { podSecurityRefusal } from './pod-security.ts';
import { type PodTemplate, podsOf } from './pods.ts';
import { quotaRefusals, replicasOf } from './quota.ts';

/** Priority classes that every cluster has. https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/ */
const INITIAL_PRIORITIES = ['system-cluster-critical', 'system-node-critical'];

/**
 * What the provider says of a workload whose pods are refused: the API server makes the workload, and its controller tries to make pods
 * for ever, so a rollout that is waited for ends at its timeout. One that nobody waits for is a warning. Undefined when pods are let in.
 */
export function rolloutProblem(type: string, object: ObjectValue, siblings: FindSiblings): Problem | undefined {
  const kind = kindOfType(type);
  const pods = podsOf(type, object);
  if (kind === undefined || kind.kind === 'Pod' || pods === undefined) return undefined;
  const { name = '', namespace = 'default' } = metadataOf(object);
  const replicas = kind.kind === 'DaemonSet' ? 1 : replicasOf(object);
  if (replicas === 0) return undefined;
  const refusals = podRefusals(pods, { namespace, replicas }, new Cluster(siblings));
  if (refusals.length === 0) return undefined;
  const isAwaited = object.wait_for_rollout === true || object.wait_for_completion === true;
  return {
    summary: isAwaited
      ? waitingFor(kind, `${namespace}/${name}`, replicas)
      : `the pods of ${kind.kind} ${namespace}/${name} will be refused`,
    detail: refusals.map((refusal) => `Error creating: pods "${name}-" is forbidden: ${refusal}`).join('\n'),
    path: ['spec'],
    ...(isAwaited ? {} : { severity: 'warning' as const }),
  };
}

/** Why the admission of a namespace refuses pods, every reason in its own words. */
export function podRefusals(
  pods: PodTemplate,
  where: { readonly namespace: string; readonly replicas: number },
  cluster: Cluster,
): string[] {
  const namespace = cluster.namespace(where.namespace);
  const labels = namespace === undefined ? {} : metadataOf(namespace).labels;
  return [
    ...missingAccount(pods, where.namespace, cluster),
    ...missingPriority(pods, cluster),
    ...[podSecurityRefusal(pods, labels) ?? []].flat(),
    ...quotaRefusals(pods, where, cluster),
  ];
}

/** Charts bring accounts of their own, so only a namespace without a release of others is judged. */
function missingAccount(pods: PodTemplate, namespace: string, cluster: Cluster): string[] {
  const account = textOf(pods.spec.service_account_name) ?? 'default';
  const isForeign = cluster.releases.some(
    (release) => release.namespace === namespace && manifestsOf(release) === undefined,
  );
  const isThere = account === 'default' || isForeign || cluster.has('ServiceAccount', account, namespace);
  return isThere
    ? []
    : [`error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`];
}

function missingPriority(pods: PodTemplate, cluster: Cluster): string[] {
  const wanted = textOf(pods.spec.priority_class_name);
  const isThere = wanted === undefined || INITIAL_PRIORITIES.includes(wanted) || cluster.has('PriorityClass', wanted);
  return isThere ? [] : [`no PriorityClass with name ${wanted} was found`];
}

/** The last thing that the provider saw before it gave up. Source: provider, waitFor… in resource_kubernetes_<kind>_v1.go */
function waitingFor({ kind }: ApiKind, id: string, replicas: number): string {
  switch (kind) {
    case 'Deployment':
      return `Waiting for rollout to finish: 0 out of ${replicas} new replicas have been updated...`;
    case 'StatefulSet':
      return `StatefulSet ${id} is not finished rolling out`;
    case 'DaemonSet':
      return `waiting for rollout to finish: ${replicas} pods desired; 0 pods ready`;
    default:
      return `job: ${id} is not in complete state`;
  }
}
