import type { Problem } from '../protocol/problem.ts';
import { isGiven, isList, isObject, type ObjectValue, sameValue, type Value } from '../protocol/value.ts';
import type { FindSiblings } from '../values/facts.ts';
import { findAll } from '../values/place-in-object.ts';
import { blockAt } from './blocks.ts';
import { Cluster } from './cluster.ts';
import { type FieldProblem, forbidden, invalid } from './field-problem.ts';
import { type ApiKind, kindOfType, typesOfKind } from './kinds.ts';
import { invalidObject, metadataOf, objectProblems } from './object-rules.ts';
import { podsOf } from './pods.ts';
import { podRefusals } from './rollout.ts';

/**
 * Why the API server would refuse an object: for what is wrong with it, for what is already there, for want of its namespace, and for
 * a change that it does not allow. Undefined when it would take it.
 *
 * @param prior the object as it is; left out for a new one.
 */
export function admitObject(
  type: string,
  object: ObjectValue,
  siblings: FindSiblings,
  prior: ObjectValue | undefined,
): Problem | undefined {
  const kind = kindOfType(type);
  const [wrong] = objectProblems(type, object);
  if (kind === undefined || wrong !== undefined) return wrong;
  const cluster = new Cluster(siblings);
  return prior === undefined ? newObject(type, kind, object, cluster) : changedObject(kind, object, prior);
}

function newObject(type: string, kind: ApiKind, object: ObjectValue, cluster: Cluster): Problem | undefined {
  const { name = '', namespace } = metadataOf(object);
  const failure = kind.failure ?? '';
  if (kind.isNamespaced && namespace !== undefined && !cluster.hasNamespace(namespace)) {
    return {
      summary: `${failure}namespaces "${namespace}" not found`,
      detail: `${kind.kind} ${namespace}/${name} is made in a namespace that is not in its cluster; take the namespace's name from the resource that makes it, so that it comes first`,
      path: ['metadata'],
      isForWant: true,
    };
  }
  if (cluster.has(kind.kind, name, kind.isNamespaced ? namespace : undefined)) {
    return { summary: `${failure}${kind.resource} "${name}" already exists`, path: ['metadata'] };
  }
  if (kind.kind === 'PriorityClass' && object.global_default === true) {
    const other = cluster.of(typesOfKind('PriorityClass')).find((one) => one.global_default === true);
    if (other !== undefined) {
      return {
        summary: `${failure}${kind.resource} "${name}" is forbidden: PriorityClass ${metadataOf(other).name} is already marked as default. Only one default can exist`,
      };
    }
  }
  return kind.kind === 'Pod' ? podItself(type, kind, object, cluster) : undefined;
}

/** A pod that its admission refuses is never made; a workload is, and only its pods are missing. */
function podItself(type: string, kind: ApiKind, object: ObjectValue, cluster: Cluster): Problem | undefined {
  const pods = podsOf(type, object);
  const { name = '', namespace = 'default' } = metadataOf(object);
  const [refusal] = pods === undefined ? [] : podRefusals(pods, { namespace, replicas: 1 }, cluster);
  return refusal === undefined ? undefined : { summary: `${kind.resource} "${name}" is forbidden: ${refusal}` };
}

/** A field that the API server never changes, and its words for the object that would. */
interface ImmutableField {
  readonly path: string;
  readonly problem: (object: ObjectValue) => FieldProblem;
}

/**
 * Fields that the API server never changes, of the kinds where the provider asks it to. Where the provider makes a new object instead,
 * the field is in `replace` of its type. Source of the words: kubernetes, pkg/apis/<group>/validation/validation.go
 */
const IMMUTABLE: { readonly [kind: string]: readonly ImmutableField[] } = {
  Deployment: [immutable('spec.selector')],
  DaemonSet: [immutable('spec.selector')],
  StatefulSet: ['selector', 'service_name', 'pod_management_policy', 'volume_claim_template'].map((name) => ({
    path: `spec.${name}`,
    problem: () =>
      forbidden(
        'spec',
        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
      ),
  })),
  Job: [immutable('spec.template'), immutable('spec.selector'), immutable('spec.completions')],
  Service: [immutable('spec.cluster_ip', 'may not change once set')],
  StorageClass: [
    { path: 'parameters', problem: () => forbidden('parameters', 'updates to parameters are forbidden.') },
    { path: 'storage_provisioner', problem: () => forbidden('provisioner', 'updates to provisioner are forbidden.') },
    { path: 'reclaim_policy', problem: () => forbidden('reclaimPolicy', 'updates to reclaimPolicy are forbidden.') },
    immutable('volume_binding_mode'),
  ],
  RoleBinding: [immutable('role_ref', 'cannot change roleRef')],
  ClusterRoleBinding: [immutable('role_ref', 'cannot change roleRef')],
  PriorityClass: [{ path: 'value', problem: () => forbidden('value', 'may not be changed in an update.') }],
};

function changedObject(kind: ApiKind, object: ObjectValue, prior: ObjectValue): Problem | undefined {
  const { name } = metadataOf(object);
  const changed = (IMMUTABLE[kind.kind] ?? []).find(({ path }) => hasChanged(prior, object, path));
  return changed === undefined ? undefined : invalidObject(kind, name, changed.problem(object));
}

function hasChanged(prior: ObjectValue, object: ObjectValue, path: string): boolean {
  const [before, after] = [prior, object].map((one) => findAll(one, path).map(({ value }) => value));
  return !sameValue(before ?? [], after ?? []);
}

function immutable(path: string, words = 'field is immutable'): ImmutableField {
  const names = path.split('.');
  const field = camelCase(path);
  return {
    path,
    problem: (object) => {
      const parent = blockAt(object, ...names.slice(0, -1)) ?? {};
      return invalid(field, asJson(parent[names.at(-1) ?? ''] ?? null), words);
    },
  };
}

/** A value as the API has it: a single block is an object, and what is left out is not there. */
function asJson(value: Value): unknown {
  if (isList(value)) return value.length === 1 && isObject(value[0]) ? asJson(value[0]) : value.map(asJson);
  if (!isObject(value)) return value;
  const given = Object.entries(value).filter(([, member]) => isGiven(member));
  return Object.fromEntries(given.map(([name, member]) => [camelCase(name), asJson(member)]));
}

function camelCase(path: string): string {
  return path.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
