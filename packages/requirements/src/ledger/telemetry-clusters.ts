import { clusterOf, type KubernetesObject, kubernetesObjects, podReachability } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';

/** Labels that charts give to their pods, by which policies choose them. https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export interface NamedPods {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

const name = 'app.kubernetes.io/name';
const component = 'app.kubernetes.io/component';
const instance = 'app.kubernetes.io/instance';
const inMonitoring = (what: string, labels: Readonly<Record<string, string>>): NamedPods => {
  return { namespace: 'monitoring', name: what, labels };
};

export const PARTS = {
  prometheus: inMonitoring('prometheus', { [name]: 'prometheus' }),
  alertmanager: inMonitoring('alertmanager', { [name]: 'alertmanager' }),
  grafana: inMonitoring('grafana', { [name]: 'grafana', [instance]: 'grafana' }),
  lokiGateway: inMonitoring('loki-gateway', { [name]: 'loki', [instance]: 'loki', [component]: 'gateway' }),
  loki: inMonitoring('loki', { [name]: 'loki', [instance]: 'loki', [component]: 'single-binary' }),
  tempo: inMonitoring('tempo', { [name]: 'tempo', [instance]: 'tempo' }),
  jaeger: inMonitoring('jaeger', { [name]: 'jaeger', [instance]: 'jaeger', [component]: 'all-in-one' }),
  gateway: inMonitoring('otel-gateway', {
    [name]: 'opentelemetry-collector',
    [instance]: 'otel-gateway',
    component: 'standalone-collector',
  }),
  agent: {
    namespace: 'node-agents',
    name: 'otel-agent',
    labels: { [name]: 'opentelemetry-collector', [instance]: 'otel-agent', component: 'agent-collector' },
  },
} as const satisfies Readonly<Record<string, NamedPods>>;

/** Where each kind of telemetry has to go, by the address in the exporters of its pipeline. */
export const TELEMETRY_STORES = {
  metrics: [/prometheus[\w.-]*:9090\/api\/v1\/(write|otlp)/],
  logs: [/^https?:\/\/loki[\w.-]*(:\d+)?\/otlp$/],
  traces: [/^tempo[\w.-]*:4317$/, /^jaeger[\w.-]*:4317$/],
} as const satisfies Readonly<Record<string, readonly RegExp[]>>;

/** Clusters of an environment that have something in them. */
export function clustersOf(one: EnvironmentExamination): readonly string[] {
  const namespaces = one.ofType('kubernetes_namespace_v1').map((resource) => clusterOf(one.inventory, resource));
  return [...new Set(namespaces)];
}

/** The cluster in which SMILE runs. */
export function applicationCluster(one: EnvironmentExamination): string | undefined {
  return objectsOf(one, 'Namespace').find((object) => object.name === 'smile')?.cluster;
}

/** Objects of a kind in the clusters of an environment. */
export function objectsOf(one: EnvironmentExamination, kind: string): readonly KubernetesObject[] {
  return kubernetesObjects(one.inventory).filter(
    (object) => object.kind === kind && one.stacks.includes(object.resource.stack),
  );
}

/** Network policies at both ends let one part open connections to another. */
export function mayReach(
  one: EnvironmentExamination,
  cluster: string,
  from: NamedPods,
  to: NamedPods,
  port: number,
): void {
  const pods = (part: NamedPods) => ({ kind: 'pods', cluster, ...part }) as const;
  const connection = podReachability(one.inventory).connection(pods(from), pods(to), { protocol: 'TCP', port });
  if (connection.verdict === 'open') {
    for (const { resource } of connection.policies) {
      one.holds(resource, `a way from ${from.name} to ${to.name}:${port}`, 'open', true);
    }
    return;
  }
  if (connection.verdict === 'unknown') one.cannotTell(`whether ${from.name} reaches ${to.name}:${port}`);
  else one.lacks(`expected a way from ${from.name} to ${to.name}:${port} in ${cluster}, found: ${connection.verdict}`);
}
