import { ACCOUNT_METRICS } from './metrics/account.ts';
import { COMPUTE_METRICS } from './metrics/compute.ts';
import { DATA_STORE_METRICS } from './metrics/data-stores.ts';
import { EDGE_METRICS } from './metrics/edge.ts';
import type { MetricRow, MetricService } from './metrics/metric-service.ts';

/** What AWS's services publish to CloudWatch, as far as the estate uses or may soon use it. */
export const METRIC_SERVICES: readonly MetricService[] = [
  ...DATA_STORE_METRICS,
  ...COMPUTE_METRICS,
  ...EDGE_METRICS,
  ...ACCOUNT_METRICS,
];

/** The rows of a service that hold a metric; several where engines share a name. */
export function metricRows({ rows }: MetricService, name: string): readonly MetricRow[] {
  return rows.filter(({ names }) => names.split(' ').includes(name));
}
