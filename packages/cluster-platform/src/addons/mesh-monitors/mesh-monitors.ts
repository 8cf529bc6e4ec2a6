import { MESH_PORTS } from '../../mesh/mesh-names.ts';
import type { PodMonitor, ServiceMonitor } from '../../objects/custom-resource.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { MONITORING } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';

/** Where a proxy tells its own metrics and, merged, those of the application beside it. */
const MERGED = { port: MESH_PORTS.mergedMetrics, path: '/stats/prometheus' };

/** What Prometheus reads of the mesh: istiod, and every proxy with the application beside it. */
export function meshMonitors({ place }: PlatformContext): Addon {
  return {
    id: 'MeshMonitors',
    namespace: MONITORING,
    requires: ['monitor-kinds'],
    runsOn: [place],
    objects: { name: 'mesh-monitors', objects: [PROXIES, ISTIOD] },
  };
}

/**
 * Pods of the mesh let in nobody without a certificate, but at this port of the proxy, which has no secrets to tell.
 * https://istio.io/latest/docs/ops/integrations/prometheus/#option-1-metrics-merging
 */
const PROXIES: PodMonitor = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: 'istio-proxies', namespace: MONITORING },
  spec: {
    jobLabel: 'istio-proxies',
    namespaceSelector: { any: true },
    selector: {},
    podMetricsEndpoints: [
      {
        path: MERGED.path,
        relabelings: [
          { action: 'keep', sourceLabels: ['__meta_kubernetes_pod_container_name'], regex: 'istio-proxy' },
          {
            action: 'replace',
            sourceLabels: ['__meta_kubernetes_pod_ip'],
            targetLabel: '__address__',
            replacement: `$1:${MERGED.port}`,
          },
        ],
      },
    ],
  },
};

/** https://istio.io/latest/docs/ops/integrations/prometheus/#customized-scraping-configurations */
const ISTIOD: ServiceMonitor = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name: 'istiod', namespace: MONITORING },
  spec: {
    namespaceSelector: { matchNames: ['istio-system'] },
    selector: { matchLabels: { istio: 'pilot' } },
    endpoints: [{ port: 'http-monitoring' }],
  },
};
