import { EncryptionKey, type Environment, type EstateStack, PrivateBucket } from '@smile/core';
import { TEST_EDGE, testEnvironment } from '@smile/core/fixtures';
import type { Addon } from '../addons/addon.ts';
import { alertRules } from '../addons/alert-rules/alert-rules.ts';
import { meshMonitors } from '../addons/mesh-monitors/mesh-monitors.ts';
import { prometheusStack } from '../addons/prometheus-stack/prometheus-stack.ts';
import { platformStackFor, type TestPlatform } from '../fixtures.ts';
import type { HelmValues } from '../releases/helm-values.ts';
import { applicationTelemetry } from './application-telemetry.ts';
import { dataTelemetry } from './data-telemetry.ts';
import type { TelemetryLink } from './telemetry-link.ts';

const { web, platform } = TEST_EDGE.loadBalancers;

/** An environment in which Grafana and the sign-in pages have public names. */
const TEST_NAMES: Environment = testEnvironment({
  edge: {
    ...TEST_EDGE,
    loadBalancers: {
      ...(web && { web: { ...web, hosts: { ...web.hosts, Auth: 'auth.smile.example' } } }),
      ...(platform && { platform }),
    },
    webAcls: { ...TEST_EDGE.webAcls, visitors: { requestsPerClient: 2000, signInsPerClient: 100 } },
  },
});

/** Telemetry of a test: its stack, and what each add-on is, by id. */
export interface MadeTelemetry {
  readonly stack: EstateStack;
  readonly addon: (id: string) => Addon;
  readonly values: (id: string) => HelmValues;
}

/**
 * Every add-on of telemetry in an application cluster, or those of a data cluster. Logs are kept 90 days in S3, traces 30.
 *
 * @param link between the clusters. @default - there is one cluster
 */
export function telemetryOf(differences: TestPlatform = {}, link?: TelemetryLink): MadeTelemetry {
  const addons = new Map<string, Addon>();
  const stack = platformStackFor(
    (scope, context) => {
      const encryption = new EncryptionKey(scope, 'Key', { description: 'Logs', alias: 'logs' });
      const bucketOf = (name: string) => new PrivateBucket(scope, name, { name, encryption });
      const own =
        context.cluster.role === 'data'
          ? link === undefined
            ? []
            : dataTelemetry(context, link)
          : applicationTelemetry(
              context,
              {
                logs: { bucket: bucketOf('loki'), expireAfter: '90 days' },
                traces: { bucket: bucketOf('tempo'), expireAfter: '30 days' },
              },
              link,
            );
      for (const one of [prometheusStack(context), alertRules(context, link), meshMonitors(context), ...own]) {
        addons.set(one.id, one);
        one.connect?.();
        one.extend?.(scope, []);
      }
    },
    { environment: TEST_NAMES, ...differences },
  );
  const addon = (id: string): Addon => {
    const found = addons.get(id);
    if (found === undefined) throw new Error(`there is no add-on ${id} among ${[...addons.keys()].join(', ')}`);
    return found;
  };
  return { stack, addon, values: (id) => addon(id).release?.values ?? {} };
}
