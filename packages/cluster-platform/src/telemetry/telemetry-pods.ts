import { TELEMETRY_GATEWAY } from '../mesh/mesh-names.ts';
import { Pods } from '../namespaces/pods.ts';
import type { PlatformContext } from '../platform-context.ts';

/** Namespace of what takes telemetry in, keeps it and shows it. */
export const MONITORING = 'monitoring';
/** Namespace of what runs on every node. */
export const NODE_AGENTS = 'node-agents';

/** Container ports at which telemetry is taken in, and read. Those of Services are the same, where not said otherwise. */
export const TELEMETRY_PORTS = {
  prometheus: 9090,
  alertmanager: 9093,
  /** Alertmanagers among themselves, over TCP and UDP. */
  alertmanagerPeers: 9094,
  /** Of a side container that loads a changed configuration, in the pods of Prometheus and Alertmanager. */
  configReloader: 8080,
  /** The operator's webhook and metrics. */
  operator: 10250,
  kubeStateMetrics: 8080,
  kubeStateMetricsItself: 8081,
  nodeExporter: 9100,
  grafana: 3000,
  loki: 3100,
  /** Pods of Loki among themselves. */
  lokiPeers: 9095,
  lokiGossip: 7946,
  /** Container port; that of its Service is 80. */
  lokiGateway: 8080,
  memcached: 11_211,
  memcachedExporter: 9150,
  tempo: 3200,
  jaeger: 16_686,
  otlp: 4317,
  otlpHttp: 4318,
  /** OTLP of another cluster, by TLS with a certificate of both ends. */
  otlpOfClusters: 4319,
  /** Health of a collector, for its probes and for load balancers. */
  collectorHealth: 13_133,
  /** What a collector tells about itself, and Jaeger, which is one. */
  collectorMetrics: 8888,
} as const;

/** Addresses of Services, from any namespace. */
export const TELEMETRY_ADDRESSES = {
  prometheus: 'http://kps-prometheus.monitoring.svc.cluster.local:9090',
  /** One pod: what is pushed to the Service of all would be shared out, and each would know a half. */
  prometheusForPushes: 'http://kps-prometheus-0.monitoring.svc.cluster.local:9090/api/v1/write',
  /** All series of one Prometheus as they are now. https://prometheus.io/docs/prometheus/latest/federation/ */
  prometheusService: 'kps-prometheus.monitoring.svc.cluster.local:9090',
  alertmanager: 'http://kps-alertmanager.monitoring.svc.cluster.local:9093',
  loki: 'http://loki-gateway.monitoring.svc.cluster.local',
  tempo: 'http://tempo.monitoring.svc.cluster.local:3200',
  tempoOtlp: 'tempo.monitoring.svc.cluster.local:4317',
  jaeger: 'https://jaeger.monitoring.svc.cluster.local:16686',
  jaegerOtlp: 'jaeger.monitoring.svc.cluster.local:4317',
  gatewayOtlp: 'otel-gateway.monitoring.svc.cluster.local:4317',
} as const;

const name = 'app.kubernetes.io/name';
const component = 'app.kubernetes.io/component';
const instance = 'app.kubernetes.io/instance';

/** What each part is called in policies, and labels that only its pods have. Labels are those that the charts render. */
const PARTS = {
  alertmanager: { labels: { [name]: 'alertmanager' }, ports: [TELEMETRY_PORTS.alertmanager] },
  'prometheus-operator': { labels: { app: 'kube-prometheus-stack-operator' }, ports: [TELEMETRY_PORTS.operator] },
  'kube-state-metrics': { labels: { [name]: 'kube-state-metrics' }, ports: [TELEMETRY_PORTS.kubeStateMetrics] },
  grafana: { labels: { [name]: 'grafana' }, ports: [TELEMETRY_PORTS.grafana] },
  loki: { labels: { [name]: 'loki', [component]: 'single-binary' }, ports: [TELEMETRY_PORTS.loki] },
  'loki-gateway': { labels: { [name]: 'loki', [component]: 'gateway' }, ports: [TELEMETRY_PORTS.lokiGateway] },
  'loki-chunks-cache': {
    labels: { [name]: 'loki', [component]: 'memcached-chunks-cache' },
    ports: [TELEMETRY_PORTS.memcached],
  },
  'loki-results-cache': {
    labels: { [name]: 'loki', [component]: 'memcached-results-cache' },
    ports: [TELEMETRY_PORTS.memcached],
  },
  tempo: { labels: { [name]: 'tempo' }, ports: [TELEMETRY_PORTS.tempo] },
  jaeger: { labels: { [name]: 'jaeger' }, ports: [TELEMETRY_PORTS.jaeger] },
  'otel-gateway': { labels: TELEMETRY_GATEWAY.podLabels, ports: [TELEMETRY_GATEWAY.port] },
} as const;

/** A part of telemetry whose pods run in the namespace `monitoring`. */
export type TelemetryPart = keyof typeof PARTS;

/** Pods of a part, to say who may connect to them. */
export function telemetryPods(context: PlatformContext, part: TelemetryPart): Pods {
  return new Pods({ owner: context.owner, namespace: MONITORING, name: part, ...PARTS[part] });
}

/** The collector on every node. */
export function agentPods(context: PlatformContext): Pods {
  return new Pods({
    owner: context.owner,
    namespace: NODE_AGENTS,
    name: 'otel-agent',
    labels: { [name]: 'opentelemetry-collector', [instance]: 'otel-agent' },
    ports: [TELEMETRY_PORTS.otlp],
  });
}
