import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { type Dashboard, dashboardJson } from '../../dashboards/dashboard.ts';
import { DATA_STORES } from '../../dashboards/data-stores.ts';
import { ESTATE_AT_A_GLANCE } from '../../dashboards/estate-at-a-glance.ts';
import { SERVICES } from '../../dashboards/services.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { literalText } from '../../releases/literal-text.ts';
import { MONITORING } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';

/** Dashboards of our own by construct id, in the order in which somebody on call opens them. */
export const DASHBOARDS: Readonly<Record<string, Dashboard>> = {
  Estate: ESTATE_AT_A_GLANCE,
  Services: SERVICES,
  DataStores: DATA_STORES,
};

/** Dashboards of packages above this one, by construct id, which is part of an address. */
export type MoreDashboards = Readonly<Record<string, Dashboard>>;

/**
 * Dashboards of our own, each a ConfigMap that Grafana finds by its label; those of the Kubernetes project come with Prometheus.
 * What somebody changes in Grafana is gone with its pod: change the code.
 *
 * @param more beside those of every environment. @default - none
 */
export function dashboards({ place }: PlatformContext, more: MoreDashboards = {}): Addon {
  return {
    id: 'Dashboards',
    namespace: MONITORING,
    requires: ['dashboards'],
    runsOn: [place],
    extend: (scope, before) =>
      Object.entries({ ...DASHBOARDS, ...more }).map(([id, dashboard]) => configMap(scope, id, dashboard, before)),
  };
}

function configMap(
  scope: Construct,
  id: string,
  dashboard: Dashboard,
  before: readonly ITerraformDependable[],
): ConfigMapV1 {
  const { uid } = dashboard;
  return new ConfigMapV1(scope, id, {
    metadata: {
      name: `dashboard-${uid}`,
      namespace: MONITORING,
      labels: { grafana_dashboard: '1' },
      annotations: { grafana_folder: 'SMILE' },
    },
    data: { [`${uid}.json`]: literalText(JSON.stringify(dashboardJson(dashboard), undefined, 2)) },
    dependsOn: [...before],
  });
}
