import { REASON_ANNOTATION } from '@smile/core';
import {
  describeObject,
  groupedBy,
  type Inventory,
  type KubernetesObject,
  oncePer,
  type PodTemplate,
  podTemplates,
  readKubernetes,
} from '@smile/inventory';
import type { Rule, RuleContext, Violation } from '../../rule.ts';
import type { Verdict } from '../checks.ts';

/** Objects by kind, since nearly every rule is about some kinds. */
const byKind = oncePer((inventory: Inventory) => groupedBy(readKubernetes(inventory).objects, ({ kind }) => [kind]));

const templates = oncePer((inventory: Inventory) => podTemplates(readKubernetes(inventory).objects));

/**
 * Objects of some kinds.
 *
 * @param groups what the API group has to match, since two operators may use one word for two things.
 */
export function objectsOf(
  { inventory }: RuleContext,
  kinds: string | readonly string[],
  groups?: RegExp,
): readonly KubernetesObject[] {
  const found = [kinds].flat().flatMap((kind) => byKind(inventory).get(kind) ?? []);
  return groups === undefined ? found : found.filter(({ apiVersion }) => groups.test(apiVersion));
}

/** What pods are made from. */
export function podsOf({ inventory }: RuleContext): readonly PodTemplate[] {
  return templates(inventory);
}

/** A check that judges each object of some kinds by itself. */
export function eachObject(
  kinds: string | readonly string[],
  judge: (object: KubernetesObject, context: RuleContext) => Verdict,
  groups?: RegExp,
): Rule['check'] {
  return (context) => objectsOf(context, kinds, groups).flatMap((object) => found(object, judge(object, context)));
}

/** A check that judges each object whose pods run. */
export function eachPod(judge: (pods: PodTemplate, context: RuleContext) => Verdict): Rule['check'] {
  return (context) => podsOf(context).flatMap((pods) => found(pods.object, judge(pods, context)));
}

/** A verdict about an object, at the resource that holds it; one resource may hold hundreds. */
export function found(object: KubernetesObject, verdict: Verdict, status?: Violation['status']): readonly Violation[] {
  return [verdict].flat().flatMap((message) => {
    if (message === undefined) return [];
    const violation = { place: object.resource, message: `${describeObject(object)}: ${message}` };
    return status === undefined ? [violation] : [{ ...violation, status }];
  });
}

/** Whether somebody wrote down why an object departs from what is usual. */
export function hasReason({ annotations }: KubernetesObject): boolean {
  return (annotations[REASON_ANNOTATION] ?? '').trim() !== '';
}

/** Whether two objects are in one namespace of one cluster. */
export function isBeside(one: KubernetesObject, other: KubernetesObject): boolean {
  return one.cluster === other.cluster && one.namespace === other.namespace;
}

/** The object of a namespace; undefined where it was not read, so that its labels are not known. */
export function namespaceOf(
  context: RuleContext,
  { cluster, namespace }: KubernetesObject,
): KubernetesObject | undefined {
  return objectsOf(context, 'Namespace').find((one) => one.cluster === cluster && one.name === namespace);
}
