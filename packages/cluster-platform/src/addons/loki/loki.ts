import { type Days, inDays, type PrivateBucket } from '@smile/core';
import type { PlatformContext } from '../../platform-context.ts';
import { MONITORING, TELEMETRY_PORTS, telemetryPods } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';
import { onCallRunbook } from '../alert-rules/alert.ts';
import { logRules } from './log-rules.ts';
import { lokiPods, lokiValues } from './loki-values.ts';

/** A bucket of telemetry, and when it deletes what is in it. */
export interface TelemetryBucket {
  readonly bucket: PrivateBucket;
  /** Age at which S3 deletes objects. */
  readonly expireAfter: Days;
}

/** Hours that logs or traces are kept: a day less than the bucket keeps them, which is the net below. */
export function retentionHours({ expireAfter }: TelemetryBucket): number {
  return (inDays(expireAfter) - 1) * 24;
}

const SERVICE_ACCOUNT = 'loki';

/**
 * Logs (OBS-LOGS): Loki with all parts in each pod, on its bucket. Three pods hold each line until it is in S3, so that the loss
 * of one loses nothing; one where the environment has one copy of each part.
 */
export function loki(context: PlatformContext, store: TelemetryBucket): Addon {
  return {
    id: 'Loki',
    namespace: MONITORING,
    requires: ['monitor-kinds'],
    provides: ['logs'],
    runsOn: [context.place],
    pods: lokiPods(context),
    identity: {
      serviceAccount: SERVICE_ACCOUNT,
      description: 'Loki',
      grant: (role) => store.bucket.grantReadWrite(role),
    },
    release: { chart: 'loki', name: 'loki', values: lokiValues(context, store, SERVICE_ACCOUNT) },
    connect: () => connect(context),
    extend: (scope, before) => [logRules(scope, onCallRunbook(context.environment), before)],
  };
}

function connect(context: PlatformContext): void {
  const [pods, gateway] = [telemetryPods(context, 'loki'), telemetryPods(context, 'loki-gateway')];
  const { loki: http, lokiPeers, lokiGossip } = TELEMETRY_PORTS;
  gateway.allowFrom(telemetryPods(context, 'otel-gateway'), 'Logs of the one pipeline come to Loki');
  pods.allowFrom(gateway, 'The gateway of Loki shares requests out over its pods');
  pods.allowFrom(pods, 'Pods of Loki share lines and queries out, and know of each other', [
    http,
    lokiPeers,
    lokiGossip,
  ]);
  pods.allowFrom(context.prometheus, 'Prometheus reads whether Loki takes logs in');
  pods.allowToBlocks(context.outsideVpc, 'Loki keeps logs in S3, whose gateway endpoint has public addresses', [443]);
  telemetryPods(context, 'alertmanager').allowFrom(pods, 'Rules on logs raise alerts');
  if (context.hasCopies) connectCaches(context);
}

function connectCaches(context: PlatformContext): void {
  const pods = telemetryPods(context, 'loki');
  for (const cache of ['loki-chunks-cache', 'loki-results-cache'] as const) {
    const memory = telemetryPods(context, cache);
    memory.allowFrom(pods, 'Loki keeps in memory what it read from S3');
    memory.allowFrom(context.prometheus, 'Prometheus reads how often the memory had it', [
      TELEMETRY_PORTS.memcachedExporter,
    ]);
  }
}
