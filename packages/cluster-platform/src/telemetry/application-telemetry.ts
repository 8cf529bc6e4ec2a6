import type { Addon } from '../addons/addon.ts';
import { dashboards, type MoreDashboards } from '../addons/dashboards/dashboards.ts';
import { grafana } from '../addons/grafana/grafana.ts';
import { jaeger } from '../addons/jaeger/jaeger.ts';
import { loki, type TelemetryBucket } from '../addons/loki/loki.ts';
import { openTelemetryAgent } from '../addons/opentelemetry-agent/opentelemetry-agent.ts';
import { openTelemetryGateway } from '../addons/opentelemetry-gateway/opentelemetry-gateway.ts';
import { telemetryTrust } from '../addons/telemetry-trust/telemetry-trust.ts';
import { tempo } from '../addons/tempo/tempo.ts';
import type { PlatformContext } from '../platform-context.ts';
import type { TelemetryLink } from './telemetry-link.ts';

/** Where logs and traces are kept. */
export interface TelemetryStores {
  readonly logs: TelemetryBucket;
  readonly traces: TelemetryBucket;
}

/**
 * Telemetry of an environment, in its application cluster: one Loki, Tempo, Jaeger and Grafana for all clusters. Prometheus is part of the
 * base of each cluster.
 *
 * @param link by which another cluster sends. @default - there is no other
 * @param more dashboards beside those of every environment. @default - none
 */
export function applicationTelemetry(
  context: PlatformContext,
  { logs, traces }: TelemetryStores,
  link?: TelemetryLink,
  more: MoreDashboards = {},
): readonly Addon[] {
  return [
    ...(link === undefined ? [] : [telemetryTrust(context, link)]),
    loki(context, logs),
    tempo(context, traces),
    jaeger(context),
    openTelemetryGateway(context, link),
    openTelemetryAgent(context),
    grafana(context),
    dashboards(context, more),
  ];
}
