import type { Dashboard } from '@smile/cluster-platform';
import type { DataFlowValues } from '@smile/core';
import { dataFlowDashboard } from './data-flow-dashboard.ts';

/** Dashboards of the data platform by construct id, for the Grafana of the environment; none where nothing flows. */
export function flowDashboards(flow: DataFlowValues | undefined): Readonly<Record<string, Dashboard>> {
  return flow === undefined ? {} : { DataFlow: dataFlowDashboard(flow) };
}
