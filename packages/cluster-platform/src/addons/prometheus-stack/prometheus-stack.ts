import type { PlatformContext } from '../../platform-context.ts';
import { MONITORING, TELEMETRY_PORTS, telemetryPods } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';
import { alertmanagerIdentity, alertRouting } from './alert-routing.ts';
import { connectPrometheus } from './prometheus-reach.ts';
import { prometheusStackPods, prometheusStackValues } from './prometheus-stack-values.ts';

/**
 * Metrics of a cluster (OBS-METRICS): Prometheus and its operator, Alertmanager, kube-state-metrics, and node-exporter on every
 * node, with the rules and dashboards of the Kubernetes project.
 *
 * Prometheus has two copies, each of which reads everything; what is pushed goes to the first. Their volumes go with the release.
 */
export function prometheusStack(context: PlatformContext): Addon {
  return {
    id: 'PrometheusStack',
    namespace: MONITORING,
    requires: ['monitor-kinds', 'cluster-ca'],
    provides: ['metrics'],
    runsOn: context.allPlaces,
    pods: prometheusStackPods(context),
    identity: alertmanagerIdentity(context),
    release: {
      chart: 'kube-prometheus-stack',
      name: 'kps',
      keeps: 'Prometheus and Alertmanager, with the metrics and the silences that they remember',
      values: prometheusStackValues(context),
    },
    objects: { name: 'alert-routing', objects: [alertRouting(context)] },
    connect: () => {
      connectPrometheus(context);
      connectAlertmanager(context);
      connectOperator(context);
    },
  };
}

function connectAlertmanager(context: PlatformContext): void {
  const pods = telemetryPods(context, 'alertmanager');
  const { alertmanager, alertmanagerPeers, configReloader } = TELEMETRY_PORTS;
  pods.allowFrom(context.prometheus, 'Prometheus sends alerts, and reads how Alertmanager itself does', [
    alertmanager,
    configReloader,
  ]);
  pods.allowFrom(pods, 'Alertmanagers tell each other what was sent, so that people hear it once', [
    alertmanagerPeers,
    { port: alertmanagerPeers, protocol: 'UDP' },
  ]);
  pods.allowToBlocks(context.outsideVpc, 'Alertmanager publishes to the topic of alarms', [443]);
}

function connectOperator(context: PlatformContext): void {
  const pods = telemetryPods(context, 'prometheus-operator');
  pods.allowFromBlocks(context.controlPlane, 'The API server has rules and routings checked');
  pods.allowFrom(context.prometheus, 'Prometheus reads how its operator does');
  pods.allowToBlocks(context.kubernetesApi, 'The operator makes Prometheus and Alertmanager of their objects', [443]);
}
