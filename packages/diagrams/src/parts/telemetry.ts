import type { Inventory, Resource } from '@smile/inventory';
import { type ClusterPart, objectsOf, referredBy } from './clusters.ts';
import type { PodPart } from './pods.ts';

/** What carries, keeps or shows metrics, logs and traces, by the names of its pods. */
const TELEMETRY = /^(OpenTelemetry collector|Prometheus$|Alertmanager|Grafana|Loki|Tempo|Jaeger)/;

/** Whether pods are part of the pipeline of telemetry. */
export function isTelemetry({ title }: PodPart): boolean {
  return TELEMETRY.test(title);
}

/** A load balancer that leads from outside of the cluster to pods of telemetry. */
export interface TelemetryEntrance {
  readonly balancer: Resource;
  /** Namespace of the pods behind it. */
  readonly namespace: string;
  /** Port of the load balancer. */
  readonly port: string;
}

/** Load balancers whose targets are pods in namespaces of telemetry. */
export function entrancesOf(
  inventory: Inventory,
  environment: string,
  { cluster }: ClusterPart,
  namespaces: ReadonlySet<string>,
): TelemetryEntrance[] {
  const bindings = objectsOf(inventory, environment).filter(
    (one) =>
      one.kind === 'TargetGroupBinding' &&
      one.cluster === cluster &&
      one.namespace !== undefined &&
      namespaces.has(one.namespace),
  );
  return bindings.flatMap((binding) => {
    const groups = referredBy(inventory, binding.resource, ['aws_lb_target_group']);
    const listeners = groups
      .flatMap((group) => inventory.referencedBy(group))
      .filter(({ type }) => type === 'aws_lb_listener');
    return listeners.flatMap((listener) =>
      referredBy(inventory, listener, ['aws_lb']).map((balancer) => ({
        balancer,
        namespace: binding.namespace ?? '',
        port: String(listener.values.port),
      })),
    );
  });
}

/** Topics that Alertmanager of a cluster sends to: those whose ARN its routing names. */
export function alarmTopicsOf(inventory: Inventory, environment: string, { cluster }: ClusterPart): Resource[] {
  const routing = objectsOf(inventory, environment).filter(
    (one) => one.kind === 'AlertmanagerConfig' && one.cluster === cluster,
  );
  const text = routing.map(({ body }) => JSON.stringify(body)).join('\n');
  return inventory
    .resources({ type: 'aws_sns_topic', environment, mode: 'managed' })
    .filter(({ values }) => typeof values.name === 'string' && text.includes(`:${values.name}"`));
}

/** Buckets in which pods keep what they have: those that the release of their name refers to. */
export function bucketsOf(inventory: Inventory, environment: string, part: PodPart): Resource[] {
  return inventory
    .resources({ type: 'helm_release', environment, mode: 'managed' })
    .filter((release) => isReleaseOf(release, part))
    .flatMap((release) => referredBy(inventory, release, ['aws_s3_bucket']));
}

function isReleaseOf({ values }: Resource, { namespace, title }: PodPart): boolean {
  return values.namespace === namespace && String(values.name).toLowerCase() === title.toLowerCase();
}
