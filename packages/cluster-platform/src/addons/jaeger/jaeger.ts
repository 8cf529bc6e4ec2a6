import { inDays, inGibibytes } from '@smile/core';
import { VOLUMES } from '../../base/storage-classes.ts';
import type { Certificate } from '../../objects/custom-resource.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes } from '../../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../releases/restricted-security.ts';
import { MONITORING, TELEMETRY_PORTS, telemetryPods } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';
import { CLUSTER_CA } from '../cert-manager/cluster-ca.ts';

const RESOURCES = { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '1Gi' } } as const;

const CLAIM = 'jaeger';
const FOLDER = '/badger';
/** The certificate, and the Secret that cert-manager puts it into. */
const CERTIFICATE = 'jaeger-tls';
const CERTIFICATE_FOLDER = '/etc/jaeger/certificate';
/** The user of its image. */
const USER = 10_001;

/**
 * Jaeger's page and API for recent traces (OBS-TRACES), fed by the same collector as Tempo. Its store is a folder on a volume that
 * one pod may open at a time, so the old pod goes before the new one comes. It has no sign-in: oauth2-proxy stands before it.
 */
export function jaeger(context: PlatformContext): Addon {
  return {
    id: 'Jaeger',
    namespace: MONITORING,
    requires: ['monitor-kinds', 'cluster-ca'],
    provides: ['traces'],
    serves: {
      Jaeger: [
        {
          namespace: MONITORING,
          service: 'jaeger',
          port: TELEMETRY_PORTS.jaeger,
          podLabels: telemetryPods(context, 'jaeger').labels,
          // It ends TLS itself, with a certificate of the cluster's authority.
          transport: 'cluster-tls',
        },
      ],
    },
    runsOn: [context.place],
    pods: [{ name: 'jaeger', on: 'platform', ...RESOURCES.requests }],
    release: { chart: 'jaeger', name: 'jaeger', values: values(context) },
    objects: { name: 'jaeger-monitor', objects: [monitor()] },
    connect: () => connect(context),
  };
}

function values(context: PlatformContext): HelmValues {
  const { recent } = context.values.telemetry.traces;
  return {
    fullnameOverride: 'jaeger',
    jaeger: {
      ...onNodes(context.place),
      replicas: 1,
      strategy: { type: 'Recreate' },
      image: context.image('jaeger'),
      // It asks nothing of the Kubernetes API.
      serviceAccount: { automountServiceAccountToken: false },
      podSecurityContext: { ...RESTRICTED_POD, runAsUser: USER, runAsGroup: USER, fsGroup: USER },
      securityContext: RESTRICTED_CONTAINER,
      resources: RESOURCES,
      extraVolumes: [
        { name: 'traces', persistentVolumeClaim: { claimName: CLAIM } },
        { name: 'certificate', secret: { secretName: CERTIFICATE } },
      ],
      extraVolumeMounts: [
        { name: 'traces', mountPath: FOLDER },
        { name: 'certificate', mountPath: CERTIFICATE_FOLDER, readOnly: true },
      ],
    },
    userconfig: configuration(inDays(recent.retention) * 24),
    extraObjects: [claim(`${inGibibytes(recent.volume)}Gi`), CERTIFICATE_OBJECT],
  };
}

/** https://github.com/jaegertracing/jaeger/blob/v2.19.0/cmd/jaeger/config-badger.yaml */
function configuration(hours: number): HelmValues {
  const store = 'recent';
  return {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'healthcheckv2'],
      pipelines: { traces: { receivers: ['otlp'], processors: ['batch'], exporters: ['jaeger_storage_exporter'] } },
      telemetry: {
        resource: { 'service.name': 'jaeger' },
        metrics: {
          level: 'detailed',
          readers: [
            { pull: { exporter: { prometheus: { host: '0.0.0.0', port: TELEMETRY_PORTS.collectorMetrics } } } },
          ],
        },
      },
    },
    extensions: {
      // The chart's probes ask it.
      healthcheckv2: { use_v2: true, http: { endpoint: '0.0.0.0:13133' } },
      jaeger_query: {
        storage: { traces: store },
        // Outside the mesh, so it proves itself to gateways and to Grafana.
        http: {
          endpoint: `0.0.0.0:${TELEMETRY_PORTS.jaeger}`,
          tls: { cert_file: `${CERTIFICATE_FOLDER}/tls.crt`, key_file: `${CERTIFICATE_FOLDER}/tls.key` },
        },
      },
      jaeger_storage: {
        backends: {
          [store]: {
            badger: {
              directories: { keys: `${FOLDER}/keys`, values: `${FOLDER}/values` },
              ephemeral: false,
              ttl: { spans: `${hours}h` },
            },
          },
        },
      },
    },
    receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } } },
    processors: { batch: {} },
    exporters: { jaeger_storage_exporter: { trace_storage: store } },
  };
}

/** With the release, because its pod does not start without: the chart has no claim of its own. */
function claim(storage: string): HelmValues {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: CLAIM },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: VOLUMES, resources: { requests: { storage } } },
  };
}

/** With the release too: its pod waits for the Secret, and Helm for its pod. */
const CERTIFICATE_OBJECT = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: CERTIFICATE },
  spec: {
    secretName: CERTIFICATE,
    dnsNames: ['jaeger.monitoring.svc.cluster.local', 'jaeger.monitoring.svc', 'jaeger.monitoring', 'jaeger'],
    usages: ['server auth'],
    privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    issuerRef: { name: CLUSTER_CA, kind: 'ClusterIssuer', group: 'cert-manager.io' },
  },
} as const satisfies Certificate;

/** Its Service has a port for metrics, and the chart no monitor. */
function monitor() {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'jaeger', namespace: MONITORING },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'jaeger' } },
      endpoints: [{ port: 'internal-metrics' }],
    },
  } as const;
}

function connect(context: PlatformContext): void {
  const pods = telemetryPods(context, 'jaeger');
  pods.allowFrom(telemetryPods(context, 'otel-gateway'), 'Traces of the one pipeline come to Jaeger', [
    TELEMETRY_PORTS.otlp,
  ]);
  pods.allowFrom(context.prometheus, 'Prometheus reads whether Jaeger takes traces in', [
    TELEMETRY_PORTS.collectorMetrics,
  ]);
}
