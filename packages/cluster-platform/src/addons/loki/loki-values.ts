import { inGibibytes } from '@smile/core';
import { VOLUMES } from '../../base/storage-classes.ts';
import type { PodDemand } from '../../capacity/pod-demand.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes, overZones } from '../../releases/placement-values.ts';
import { TELEMETRY_ADDRESSES } from '../../telemetry/telemetry-pods.ts';
import { retentionHours, type TelemetryBucket } from './loki.ts';

/** How logs are indexed from a day on. A day before the first log, and never changed: a new way needs a new entry with a later day. */
const SCHEMA_FROM = '2026-01-01';

/**
 * What queries may choose by without reading lines. Every value makes a stream of its own, so never what names a pod, a person or
 * a request. https://grafana.com/docs/loki/latest/get-started/labels/bp-labels/
 */
const INDEXED = [
  'service.name',
  'service.namespace',
  'k8s.cluster.name',
  'k8s.namespace.name',
  'k8s.container.name',
  'deployment.environment.name',
];

/** Name of the ConfigMap of rules. */
export const LOG_RULES = 'loki-rules';
const RULES_FOLDER = '/rules';
/** What Loki calls the one tenant where requests name none. */
const ONLY_TENANT = 'fake';

/** What containers of a part request, and the memory at which they are stopped. */
const PARTS = {
  loki: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } },
  gateway: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  exporter: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
} as const;

/** Mebibytes that a cache keeps. The chart requests a fifth more, and half a CPU. */
const CACHES = { chunks: 1024, results: 256 };

const LABELS = { 'app.kubernetes.io/name': 'loki', 'app.kubernetes.io/component': 'gateway' };

/** Values of the chart `loki`, all parts in one pod, as many pods as lines have copies. */
export function lokiValues(context: PlatformContext, store: TelemetryBucket, serviceAccount: string): HelmValues {
  const replicas = context.copies(3);
  const placed = { ...onNodes(context.place), priorityClassName: 'telemetry' };
  const { volume } = context.values.telemetry.logs;
  return {
    deploymentMode: 'Monolithic',
    serviceAccount: { create: true, name: serviceAccount },
    loki: { image: context.image('loki'), ...configuration(context, store, replicas) },
    singleBinary: {
      ...placed,
      replicas,
      podDisruptionBudget: replicas > 1 ? { enabled: true, maxUnavailable: 1 } : { enabled: false },
      // Rules are a ConfigMap, so that a change is reviewed and no bucket is needed for them.
      extraVolumes: [{ name: 'rules', configMap: { name: LOG_RULES } }],
      extraVolumeMounts: [{ name: 'rules', mountPath: `${RULES_FOLDER}/${ONLY_TENANT}` }],
      persistence: { enabled: true, size: `${inGibibytes(volume)}Gi`, storageClass: VOLUMES },
      topologySpreadConstraints: overZones({ ...LABELS, 'app.kubernetes.io/component': 'single-binary' }),
      resources: PARTS.loki,
    },
    gateway: {
      ...placed,
      enabled: true,
      replicas: context.copies(2),
      image: context.image('nginx-unprivileged'),
      podDisruptionBudget: context.hasCopies ? { enabled: true, maxUnavailable: 1 } : { enabled: false },
      // An entry of a batch of logs is a KiB or two; its default of 4 MiB refuses large ones.
      nginxConfig: { clientMaxBodySize: '16M' },
      // It is of a registry that ECR does not cache, and counts requests that Loki counts itself.
      metrics: { enabled: false },
      topologySpreadConstraints: overZones(LABELS),
      resources: PARTS.gateway,
    },
    ruler: { enabled: true },
    // It would look for rules in ConfigMaps, and be allowed to read every Secret for it.
    sidecar: { rules: { enabled: false } },
    chunksCache: cache(context, { ...placed, allocatedMemory: CACHES.chunks }),
    resultsCache: cache(context, { ...placed, allocatedMemory: CACHES.results }),
    memcached: { image: context.image('memcached') },
    memcachedExporter: {
      image: context.image('memcached-exporter'),
      resources: PARTS.exporter,
    },
    lokiCanary: { enabled: false },
    test: { enabled: false },
    monitoring: { serviceMonitor: { enabled: true } },
    minio: { enabled: false },
    read: { replicas: 0 },
    write: { replicas: 0 },
    backend: { replicas: 0 },
  };
}

/** What the pods of the release request, side containers included. */
export function lokiPods(context: PlatformContext): readonly PodDemand[] {
  const pods: readonly PodDemand[] = [
    { name: 'loki', on: 'platform', copies: context.copies(3), ...PARTS.loki.requests },
    { name: 'loki-gateway', on: 'platform', copies: context.copies(2), ...PARTS.gateway.requests },
  ];
  if (!context.hasCopies) return pods;
  const cacheOf = (name: string, kept: number): PodDemand => {
    return { name, on: 'platform', cpu: '510m', memory: `${Math.ceil(kept * 1.2) + 32}Mi` };
  };
  return [...pods, cacheOf('loki-chunks-cache', CACHES.chunks), cacheOf('loki-results-cache', CACHES.results)];
}

function configuration(context: PlatformContext, store: TelemetryBucket, copies: number): HelmValues {
  return {
    // One tenant: who may read logs is decided in Grafana.
    auth_enabled: false,
    commonConfig: { replication_factor: copies },
    schemaConfig: {
      configs: [
        {
          from: SCHEMA_FROM,
          store: 'tsdb',
          object_store: 's3',
          schema: 'v13',
          index: { prefix: 'loki_index_', period: '24h' },
        },
      ],
    },
    storage: {
      type: 's3',
      bucketNames: { chunks: store.bucket.bucketName },
      // Credentials are those of EKS Pod Identity.
      s3: { region: context.environment.region },
    },
    ingester: { chunk_encoding: 'snappy' },
    limits_config: {
      allow_structured_metadata: true,
      retention_period: `${retentionHours(store)}h`,
      // Nodes that come back after a broken way send what they kept.
      reject_old_samples_max_age: '168h',
      ingestion_rate_mb: 20,
      ingestion_burst_size_mb: 40,
      per_stream_rate_limit: '8MB',
      volume_enabled: true,
      otlp_config: {
        resource_attributes: {
          ignore_defaults: true,
          attributes_config: [{ action: 'index_label', attributes: INDEXED }],
        },
      },
    },
    // Both are needed, or the retention deletes nothing.
    compactor: { retention_enabled: true, delete_request_store: 's3' },
    pattern_ingester: { enabled: true },
    rulerConfig: {
      storage: { type: 'local', local: { directory: RULES_FOLDER } },
      rule_path: '/var/loki/rules-temp',
      ring: { kvstore: { store: 'memberlist' } },
      enable_sharding: copies > 1,
      alertmanager_url: TELEMETRY_ADDRESSES.alertmanager,
    },
    analytics: { reporting_enabled: false },
  };
}

function cache(context: PlatformContext, values: HelmValues): HelmValues {
  return context.hasCopies ? { ...values, enabled: true } : { enabled: false };
}
