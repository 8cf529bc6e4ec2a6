import { type Addon, alertRule, onCallRunbook, type PlatformContext } from '@smile/cluster-platform';
import type { DataFlowValues } from '@smile/core';
import { flowAlertRows } from './flow-alert-rows.ts';

/** What Prometheus tells people of the flow. */
export function flowAlerts(context: PlatformContext, flow: DataFlowValues): Addon {
  return {
    id: 'FlowAlerts',
    namespace: 'etl',
    requires: ['monitor-kinds', 'kafka-connect'],
    runsOn: [context.place],
    objects: {
      name: 'flow-alerts',
      objects: [flowRule(flow, onCallRunbook(context.environment))],
    },
  };
}

/**
 * The rules, as the operator of Prometheus takes them.
 *
 * @param book address of the runbook, as in `https://git.smile.example/on-call.md`.
 */
export function flowRule(flow: DataFlowValues, book: string) {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'smile-data-flow', namespace: 'etl' },
    spec: {
      groups: [{ name: 'smile-data-flow', rules: flowAlertRows(flow).map((alert) => alertRule(alert, book)) }],
    },
  } as const;
}
