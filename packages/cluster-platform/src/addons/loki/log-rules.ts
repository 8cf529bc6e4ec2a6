import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { MONITORING } from '../../telemetry/telemetry-pods.ts';
import { type Alert, alertRule } from '../alert-rules/alert.ts';
import { LOG_RULES } from './loki-values.ts';

/** What only logs tell. Loki asks itself, and sends to the same Alertmanager. */
export const LOG_ALERTS: readonly Alert[] = [
  {
    alert: 'SignInFailuresMany',
    // https://www.keycloak.org/docs/latest/server_admin/#event-types: events of the logger org.keycloak.events.
    expr: 'sum(count_over_time({k8s_namespace_name="auth"} |= "type=\\"LOGIN_ERROR\\"" [10m])) > 200',
    for: '10m',
    severity: 'warning',
    summary: 'Many sign-ins fail',
    description:
      'More than 200 sign-ins failed within ten minutes: somebody tries passwords, or a release broke signing in.',
    runbook: 'many-sign-ins-fail',
  },
  {
    alert: 'ApplicationPanics',
    expr: 'sum by (k8s_namespace_name, k8s_container_name) (count_over_time({k8s_namespace_name=~"smile|wms|auth"} |~ "OutOfMemoryError|panic: |FATAL ERROR" [10m])) > 0',
    for: '0m',
    severity: 'warning',
    summary: 'A service ran out of memory or panicked',
    description: 'Container {{ $labels.k8s_container_name }} of {{ $labels.k8s_namespace_name }} says so in its log.',
    runbook: 'a-service-crashes',
  },
];

/**
 * Rules that Loki reads from a folder. They take effect with the next start of its pods, or half a minute after the kubelet has
 * written them.
 *
 * @param book address of the runbook.
 */
export function logRules(scope: Construct, book: string, before: readonly ITerraformDependable[]): ConfigMapV1 {
  const groups = [{ name: 'logs', rules: LOG_ALERTS.map((alert) => alertRule(alert, book)) }];
  return new ConfigMapV1(scope, 'Rules', {
    metadata: { name: LOG_RULES, namespace: MONITORING },
    data: { 'logs.yaml': JSON.stringify({ groups }) },
    dependsOn: [...before],
  });
}
