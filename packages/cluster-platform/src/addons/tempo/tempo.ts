import { inGibibytes } from '@smile/core';
import { VOLUMES } from '../../base/storage-classes.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes } from '../../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../releases/restricted-security.ts';
import { MONITORING, TELEMETRY_ADDRESSES, TELEMETRY_PORTS, telemetryPods } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';
import { retentionHours, type TelemetryBucket } from '../loki/loki.ts';

const RESOURCES = { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } } as const;

const SERVICE_ACCOUNT = 'tempo';
/** The user of its image. */
const USER = 10_001;

/**
 * The store of traces (OBS-TRACES): Tempo in one pod, on its bucket. While that pod moves, the OpenTelemetry gateway keeps what
 * comes in. From spans it makes metrics of who calls whom, which it pushes to Prometheus.
 */
export function tempo(context: PlatformContext, store: TelemetryBucket): Addon {
  return {
    id: 'Tempo',
    namespace: MONITORING,
    requires: ['monitor-kinds', 'metrics'],
    provides: ['traces'],
    runsOn: [context.place],
    pods: [{ name: 'tempo', on: 'platform', ...RESOURCES.requests }],
    identity: {
      serviceAccount: SERVICE_ACCOUNT,
      description: 'Tempo',
      grant: (role) => store.bucket.grantReadWrite(role),
    },
    release: { chart: 'tempo', name: 'tempo', values: values(context, store) },
    connect: () => connect(context),
  };
}

function values(context: PlatformContext, store: TelemetryBucket): HelmValues {
  const { region } = context.environment;
  return {
    ...onNodes(context.place),
    priorityClassName: 'telemetry',
    serviceAccount: { create: true, name: SERVICE_ACCOUNT },
    securityContext: { ...RESTRICTED_POD, runAsUser: USER, runAsGroup: USER, fsGroup: USER },
    persistence: {
      enabled: true,
      size: `${inGibibytes(context.values.telemetry.traces.volume)}Gi`,
      storageClassName: VOLUMES,
    },
    serviceMonitor: { enabled: true },
    tempo: {
      ...context.image('tempo'),
      retention: `${retentionHours(store)}h`,
      multitenancyEnabled: false,
      reportingEnabled: false,
      // One way in, from the gateway. Those of Jaeger stay, as the chart's Service wants them; no network policy opens their ports.
      receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' }, http: null } } },
      storage: {
        trace: {
          backend: 's3',
          // Credentials are those of EKS Pod Identity.
          s3: { bucket: store.bucket.bucketName, endpoint: `s3.${region}.amazonaws.com`, region },
          wal: { path: '/var/tempo/wal' },
        },
      },
      metricsGenerator: {
        enabled: true,
        storage: {
          path: '/var/tempo/generator',
          remote_write: [{ url: TELEMETRY_ADDRESSES.prometheusForPushes, send_exemplars: true }],
        },
      },
      overrides: { defaults: { metrics_generator: { processors: ['service-graphs', 'span-metrics'] } } },
      securityContext: RESTRICTED_CONTAINER,
      resources: RESOURCES,
    },
  };
}

function connect(context: PlatformContext): void {
  const pods = telemetryPods(context, 'tempo');
  pods.allowFrom(telemetryPods(context, 'otel-gateway'), 'Traces of the one pipeline come to Tempo', [
    TELEMETRY_PORTS.otlp,
  ]);
  pods.allowFrom(context.prometheus, 'Prometheus reads whether Tempo takes traces in');
  context.prometheus.allowFrom(pods, 'Tempo pushes metrics that it makes from spans', [TELEMETRY_PORTS.prometheus]);
  pods.allowToBlocks(
    context.outsideVpc,
    'Tempo keeps traces in S3, whose gateway endpoint has public addresses',
    [443],
  );
}
