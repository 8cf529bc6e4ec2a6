import type { PrometheusRule } from '../../objects/custom-resource.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { TelemetryLink } from '../../telemetry/telemetry-link.ts';
import { MONITORING } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';
import { type Alert, alertRule, onCallRunbook } from './alert.ts';
import { MESH_ALERTS } from './mesh-alerts.ts';
import { PLATFORM_ALERTS } from './platform-alerts.ts';
import { TELEMETRY_ALERTS } from './telemetry-alerts.ts';
import { TELEMETRY_LINK_ALERTS } from './telemetry-link-alerts.ts';

/** Subject of alerts for the cluster to which another one sends. */
const LINK = 'telemetry-link';

/** Alerts of Prometheus by subject. Those on logs are with Loki, and those of AWS's services are CloudWatch's. */
export const ALERTS: Readonly<Record<string, readonly Alert[]>> = {
  platform: PLATFORM_ALERTS,
  mesh: MESH_ALERTS,
  telemetry: TELEMETRY_ALERTS,
  [LINK]: TELEMETRY_LINK_ALERTS,
};

/** What Prometheus of a cluster tells people, besides what kube-prometheus-stack brings. */
export function alertRules(context: PlatformContext, link?: TelemetryLink): Addon {
  const isReceiver = link !== undefined && context.cluster.role !== 'data';
  const subjects = Object.keys(ALERTS).filter((subject) => isReceiver || subject !== LINK);
  return {
    id: 'AlertRules',
    namespace: MONITORING,
    requires: ['metrics'],
    runsOn: [context.place],
    objects: { name: 'alert-rules', objects: prometheusRules(onCallRunbook(context.environment), subjects) },
  };
}

/** One object by subject. */
export function prometheusRules(
  book: string,
  subjects: readonly string[] = Object.keys(ALERTS),
): readonly PrometheusRule[] {
  const chosen = Object.entries(ALERTS).filter(([subject]) => subjects.includes(subject));
  return chosen.map(([subject, alerts]) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: `smile-${subject}`, namespace: MONITORING },
    spec: { groups: [{ name: `smile-${subject}`, rules: alerts.map((alert) => alertRule(alert, book)) }] },
  }));
}
