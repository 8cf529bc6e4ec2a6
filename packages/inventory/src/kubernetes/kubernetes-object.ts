import type { JsonObject, Resource } from '../model.ts';

/**
 * An object of a cluster, whichever Terraform resource holds it.
 *
 * Fields have the names of Kubernetes' own API (`spec.template.spec.containers`). A value that is known later is a text with an
 * expression in it, as in `${aws_lb_target_group.Web.arn}`.
 */
export interface KubernetesObject {
  /** The Terraform resource that holds it: it has the address, the construct path and the waivers. */
  readonly resource: Resource;
  /** The cluster that its provider talks to: the cluster's name, or else what the source tells. */
  readonly cluster: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** @default - it belongs to no namespace */
  readonly namespace?: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** The whole object, with `metadata`. */
  readonly body: JsonObject;
  /** Its `spec`; empty for kinds without one. */
  readonly spec: JsonObject;
}

/** What a cluster's stacks hold, and the releases that cannot be looked into. */
export interface KubernetesReading {
  readonly objects: readonly KubernetesObject[];
  /** Releases of objects whose values are not known yet, so that nothing of them is judged. */
  readonly unread: readonly Resource[];
}

/** As in `Deployment smile/api`, or `Namespace smile` for what belongs to no namespace. */
export function describeObject({ kind, namespace, name }: KubernetesObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
