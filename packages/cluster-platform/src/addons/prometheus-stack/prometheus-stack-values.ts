import { type Gibibytes, inDays, inGibibytes } from '@smile/core';
import { VOLUMES } from '../../base/storage-classes.ts';
import type { PodDemand } from '../../capacity/pod-demand.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes } from '../../releases/placement-values.ts';
import { NODE_AGENTS } from '../../telemetry/telemetry-pods.ts';
import { CLUSTER_CA } from '../cert-manager/cluster-ca.ts';
import { ALERT_ROUTING, ALERTMANAGER_ACCOUNT } from './alert-routing.ts';

/** What the data cluster's Prometheus keeps: long enough for rules and for a broken way to the application cluster. */
const SHORT: { readonly retention: string; readonly volume: Gibibytes } = { retention: '24h', volume: '20 GiB' };

/** What containers of a part request, and the memory at which they are stopped. */
const PARTS = {
  operator: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  configReloader: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
  prometheus: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '6Gi' } },
  shortPrometheus: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '2Gi' } },
  alertmanager: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  kubeStateMetrics: { requests: { cpu: '20m', memory: '128Mi' }, limits: { memory: '384Mi' } },
  nodeExporter: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '96Mi' } },
} as const;

const ZONE = 'topology.kubernetes.io/zone';

/** Of the volume, so that compaction has room beside the oldest samples. https://prometheus.io/docs/prometheus/latest/storage/ */
const FILLED = 0.8;

/** Values of kube-prometheus-stack. Grafana is a release of its own: it waits for sign-in and secrets, and metrics do not. */
export function prometheusStackValues(context: PlatformContext): HelmValues {
  return {
    fullnameOverride: 'kps',
    // They are a release of their own, before anything that brings a monitor.
    crds: { enabled: false },
    // EKS lets nobody read these.
    kubeControllerManager: { enabled: false },
    kubeScheduler: { enabled: false },
    kubeEtcd: { enabled: false },
    // It listens to its own node alone.
    kubeProxy: { enabled: false },
    defaultRules: {
      rules: {
        etcd: false,
        kubeControllerManager: false,
        kubeSchedulerAlerting: false,
        kubeSchedulerRecording: false,
        kubeProxy: false,
      },
    },
    prometheusOperator: operator(context),
    prometheus: prometheus(context),
    alertmanager: alertmanager(context),
    'kube-state-metrics': kubeStateMetrics(context),
    'prometheus-node-exporter': nodeExporter(context),
    grafana: {
      enabled: false,
      // Its dashboards come all the same; where Grafana is, it finds them by their label.
      forceDeployDashboards: context.cluster.role !== 'data',
      defaultDashboardsTimezone: context.environment.country.timeZone,
    },
  };
}

/** What the pods of the release request; those of Prometheus and Alertmanager have a second container. */
export function prometheusStackPods(context: PlatformContext): readonly PodDemand[] {
  const isShort = context.cluster.role === 'data';
  return [
    { name: 'prometheus-operator', on: 'platform', ...PARTS.operator.requests },
    {
      name: 'prometheus',
      on: 'platform',
      copies: prometheusCopies(context),
      ...(isShort ? { cpu: '260m', memory: '1056Mi' } : { cpu: '510m', memory: '2080Mi' }),
    },
    { name: 'alertmanager', on: 'platform', copies: alertmanagerCopies(context), cpu: '30m', memory: '96Mi' },
    { name: 'kube-state-metrics', on: 'platform', ...PARTS.kubeStateMetrics.requests },
    { name: 'node-exporter', on: 'every-node', ...PARTS.nodeExporter.requests },
  ];
}

function prometheusCopies(context: PlatformContext): number {
  return context.cluster.role === 'data' ? 1 : context.copies(2);
}

/** Two suffice for one cluster's own rules; three where alerts of logs and of the whole environment come in. */
function alertmanagerCopies(context: PlatformContext): number {
  return context.cluster.role === 'data' ? context.copies(2) : context.copies(3);
}

function operator(context: PlatformContext): HelmValues {
  return {
    ...onNodes(context.place),
    image: context.image('prometheus-operator'),
    prometheusConfigReloader: {
      image: context.image('prometheus-config-reloader'),
      resources: PARTS.configReloader,
    },
    thanosImage: context.image('thanos'),
    priorityClassName: 'telemetry',
    // Without it, Helm makes a key and keeps it in the release.
    admissionWebhooks: {
      certManager: { enabled: true, issuerRef: { name: CLUSTER_CA, kind: 'ClusterIssuer', group: 'cert-manager.io' } },
      patch: { enabled: false },
    },
    resources: PARTS.operator,
  };
}

function prometheus(context: PlatformContext): HelmValues {
  const { cluster, values } = context;
  const isShort = cluster.role === 'data';
  const { retention, volume } = isShort
    ? SHORT
    : { retention: `${inDays(values.telemetry.metrics.retention)}d`, volume: values.telemetry.metrics.volume };
  const replicas = prometheusCopies(context);
  return {
    // By which pushes reach one pod, always the same.
    servicePerReplica: { enabled: !isShort },
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: 1 },
    prometheusSpec: {
      ...onNodes(context.place),
      image: context.image('prometheus'),
      version: versionOf(context, 'prometheus'),
      replicas,
      ...(replicas > 1 ? { podAntiAffinity: 'hard', podAntiAffinityTopologyKey: ZONE } : {}),
      priorityClassName: 'telemetry',
      retention,
      retentionSize: `${Math.floor(inGibibytes(volume) * FILLED)}GB`,
      walCompression: true,
      externalLabels: { cluster: cluster.clusterName },
      // Span metrics of Tempo, and metrics of applications from the OpenTelemetry gateway.
      enableRemoteWriteReceiver: !isShort,
      // Pushed samples arrive late when a collector had to try again.
      tsdb: { outOfOrderTimeWindow: '10m' },
      enableFeatures: ['exemplar-storage'],
      exemplars: { maxSize: 100_000 },
      // Otherwise only monitors with the label of this release count.
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
      storageSpec: claim(volume),
      resources: isShort ? PARTS.shortPrometheus : PARTS.prometheus,
    },
  };
}

function alertmanager(context: PlatformContext): HelmValues {
  const replicas = alertmanagerCopies(context);
  return {
    serviceAccount: { create: true, name: ALERTMANAGER_ACCOUNT },
    podDisruptionBudget: { enabled: replicas > 1, maxUnavailable: 1, minAvailable: null },
    alertmanagerSpec: {
      ...onNodes(context.place),
      image: context.image('alertmanager'),
      version: versionOf(context, 'alertmanager'),
      replicas,
      // It asks nothing of the Kubernetes API; the token of EKS Pod Identity is another one.
      automountServiceAccountToken: false,
      // They gossip from one on, so that a second needs no other setting.
      forceEnableClusterMode: true,
      ...(replicas > 1 ? { podAntiAffinity: 'hard', podAntiAffinityTopologyKey: ZONE } : {}),
      priorityClassName: 'telemetry',
      // Its configuration is an object of our own; the chart would render it as a Secret.
      useExistingSecret: true,
      alertmanagerConfiguration: { name: ALERT_ROUTING },
      storage: claim('5 GiB'),
      resources: PARTS.alertmanager,
    },
  };
}

function kubeStateMetrics(context: PlatformContext): HelmValues {
  return {
    ...onNodes(context.place),
    image: context.image('kube-state-metrics'),
    priorityClassName: 'telemetry',
    // To count Secrets it would have to be allowed to read them.
    collectorsExclude: ['secrets'],
    selfMonitor: { enabled: true },
    resources: PARTS.kubeStateMetrics,
  };
}

/** On every node, whatever it is tainted with. */
function nodeExporter(context: PlatformContext): HelmValues {
  return {
    namespaceOverride: NODE_AGENTS,
    // The chart adds the word to the tag by itself, which has it already.
    image: { ...context.image('node-exporter'), distroless: false },
    // On a full node it takes the place of what can run elsewhere.
    priorityClassName: 'platform',
    tolerations: [{ operator: 'Exists' }],
    resources: PARTS.nodeExporter,
  };
}

/** As the operator compares versions, which decides what it writes into configurations. */
function versionOf(context: PlatformContext, name: Parameters<PlatformContext['image']>[0]): string {
  return context.imageVersion(name).replace(/-.*$/, '');
}

function claim(volume: Gibibytes): HelmValues {
  return {
    volumeClaimTemplate: {
      spec: {
        storageClassName: VOLUMES,
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: `${inGibibytes(volume)}Gi` } },
      },
    },
  };
}
