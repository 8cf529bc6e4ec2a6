import {
  type Addon,
  type Alert,
  alertRule,
  onCallRunbook,
  type PlatformContext,
  type PrometheusRule,
} from '@smile/cluster-platform';
import { CLICKHOUSE_ALERTS } from './clickhouse-alerts.ts';
import { KAFKA_ALERTS } from './kafka-alerts.ts';
import { ZOOKEEPER_ALERTS } from './zookeeper-alerts.ts';

/** Alerts on what keeps the data of the data platform, by subject. */
export const DATA_ALERTS: Readonly<Record<string, readonly Alert[]>> = {
  kafka: KAFKA_ALERTS,
  zookeeper: ZOOKEEPER_ALERTS,
  clickhouse: CLICKHOUSE_ALERTS,
};

const NAMESPACE = 'monitoring';

/** What Prometheus of the data cluster tells people of Kafka, ZooKeeper and ClickHouse. */
export function dataAlerts(context: PlatformContext): Addon {
  return {
    id: 'DataAlerts',
    namespace: NAMESPACE,
    requires: ['monitor-kinds'],
    runsOn: [context.place],
    objects: { name: 'data-alerts', objects: dataRules(onCallRunbook(context.environment)) },
  };
}

/** One object by subject. */
export function dataRules(book: string): readonly PrometheusRule[] {
  return Object.entries(DATA_ALERTS).map(([subject, alerts]) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: `smile-${subject}`, namespace: NAMESPACE },
    spec: { groups: [{ name: `smile-${subject}`, rules: alerts.map((alert) => alertRule(alert, book)) }] },
  }));
}
