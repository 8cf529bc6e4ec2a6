import { type Json, type JsonObject, type KubernetesObject, valueAt } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { objectsOf } from './telemetry-clusters.ts';

/** Bytes in quantities of Kubernetes. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const UNITS: Readonly<Record<string, number>> = { Mi: 1024 ** 2, Gi: 1024 ** 3, Ti: 1024 ** 4 };

/** What the owner's document calls a terabyte, as disks are sold. */
const TERABYTE = 1e12;

/** Terabytes in a quantity such as `1500Gi`; 0 for one that cannot be read. */
export function terabytes(quantity: Json | undefined): number {
  const [, amount = '0', unit = ''] = /^(\d+)(Mi|Gi|Ti)$/.exec(String(quantity)) ?? [];
  return (Number(amount) * (UNITS[unit] ?? 0)) / TERABYTE;
}

/** The one object of a kind and name; a problem otherwise. */
export function theObject(
  one: EnvironmentExamination,
  kind: string,
  namespace: string,
  name?: string,
): KubernetesObject | undefined {
  const found = objectsOf(one, kind).filter(
    (object) => object.namespace === namespace && (name === undefined || object.name === name),
  );
  const [first] = found;
  if (found.length !== 1 || first === undefined) {
    one.lacks(`expected one ${kind} ${name ?? ''} in ${namespace}, found ${found.length}`.replace('  ', ' '));
    return undefined;
  }
  return first;
}

/** Objects at a path of an object: what is no list of objects is empty. */
export function listAt(object: JsonObject, path: string): readonly JsonObject[] {
  const found = valueAt(object, path);
  return Array.isArray(found)
    ? (found.filter((item) => typeof item === 'object' && item !== null) as JsonObject[])
    : [];
}

/** Pods wait rather than lie unevenly over zones. */
export function liesOverZones(one: EnvironmentExamination, object: KubernetesObject, path: string, what: string): void {
  const constraint = listAt(object.body, path).find(({ topologyKey }) => topologyKey === 'topology.kubernetes.io/zone');
  const found =
    constraint === undefined ? 'nothing' : `${constraint.whenUnsatisfiable}, ${constraint.maxSkew} more at most`;
  const isStrict = constraint?.whenUnsatisfiable === 'DoNotSchedule' && String(constraint.maxSkew) === '1';
  one.holds(object.resource, `${what} evenly over zones, or waiting`, found, isStrict);
}
