import type { PrometheusRule } from '../../objects/custom-resource.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { MONITORING } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';
import { type Alert, alertRule, onCallRunbook } from './alert.ts';
import { MESH_ALERTS } from './mesh-alerts.ts';
import { PLATFORM_ALERTS } from './platform-alerts.ts';
import { TELEMETRY_ALERTS } from './telemetry-alerts.ts';

/** Alerts of Prometheus by subject. Those on logs are with Loki, and those of AWS's services are CloudWatch's. */
export const ALERTS: Readonly<Record<string, readonly Alert[]>> = {
  platform: PLATFORM_ALERTS,
  mesh: MESH_ALERTS,
  telemetry: TELEMETRY_ALERTS,
};

/** What Prometheus of a cluster tells people, besides what kube-prometheus-stack brings. */
export function alertRules(context: PlatformContext): Addon {
  return {
    id: 'AlertRules',
    namespace: MONITORING,
    requires: ['metrics'],
    runsOn: [context.place],
    objects: { name: 'alert-rules', objects: prometheusRules(onCallRunbook(context.environment)) },
  };
}

/** One object by subject. */
export function prometheusRules(book: string): readonly PrometheusRule[] {
  return Object.entries(ALERTS).map(([subject, alerts]) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: `smile-${subject}`, namespace: MONITORING },
    spec: { groups: [{ name: `smile-${subject}`, rules: alerts.map((alert) => alertRule(alert, book)) }] },
  }));
}
