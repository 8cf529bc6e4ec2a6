import { asList, asObject, type JsonObject, valueAt } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { type ChartReleaseFound, releasesOf } from '../releases-of.ts';
import { needClusters } from './metrics.ts';
import { applicationCluster, mayReach, PARTS, TELEMETRY_STORES } from './telemetry-clusters.ts';

const CHART = 'opentelemetry-collector';

/** One pipeline for metrics, logs and traces: a gateway where SMILE runs, and an agent on every node. */
export function hasCollectors(one: EnvironmentExamination): void {
  const application = applicationCluster(one);
  for (const cluster of needClusters(one)) {
    const collectors = releasesOf(one, CHART, cluster);
    hasAgent(
      one,
      cluster,
      collectors.filter(({ values }) => values.mode === 'daemonset'),
    );
    if (cluster === application)
      hasGateway(
        one,
        cluster,
        collectors.filter(({ values }) => values.mode === 'deployment'),
      );
  }
}

/** A pod on each node, whatever it is tainted with, that reads what containers write and sends it to the gateway. */
function hasAgent(one: EnvironmentExamination, cluster: string, found: readonly ChartReleaseFound[]): void {
  one.exactly(
    1,
    `collector on every node of ${cluster}`,
    found.map(({ resource }) => resource),
  );
  for (const { resource, values } of found) {
    const holds = (expected: string, is: boolean) =>
      one.holds(resource, expected, is ? 'so' : 'not so', is, { path: 'values' });
    holds('logs of containers', valueAt(values, 'presets.logsCollection.enabled') === true);
    const tolerations = asList(values.tolerations).map((one) => asObject(one));
    holds(
      'every node, whatever its taint',
      tolerations.some(
        ({ operator, key, effect }) => operator === 'Exists' && key === undefined && effect === undefined,
      ) && values.nodeSelector === undefined,
    );
    holds(
      'logs to the gateway',
      endpointsOf(values, 'logs').some((endpoint) => /^otel-gateway\.[\w.-]*:4317$/.test(endpoint)),
    );
  }
  mayReach(one, cluster, PARTS.agent, PARTS.gateway, 4317);
}

/** What takes in all three by OTLP, and sends each to its stores. */
function hasGateway(one: EnvironmentExamination, cluster: string, found: readonly ChartReleaseFound[]): void {
  one.exactly(
    1,
    `gateway of telemetry in ${cluster}`,
    found.map(({ resource }) => resource),
  );
  for (const { resource, values } of found) {
    for (const [signal, stores] of Object.entries(TELEMETRY_STORES)) {
      const receivers = asList(valueAt(values, `config.service.pipelines.${signal}.receivers`));
      one.holds(resource, `${signal} by OTLP`, receivers.join(', ') || 'none', receivers.includes('otlp'), {
        path: 'values',
      });
      const endpoints = endpointsOf(values, signal);
      const isSent = stores.every((store) => endpoints.some((endpoint) => store.test(endpoint)));
      one.holds(resource, `${signal} to their stores`, endpoints.join(', ') || 'nowhere', isSent, { path: 'values' });
    }
    // Without a name of its own, the Service has another one, and nobody finds it.
    one.holds(
      resource,
      'the address otel-gateway',
      String(values.fullnameOverride),
      values.fullnameOverride === 'otel-gateway',
      { path: 'values' },
    );
  }
  mayReach(one, cluster, PARTS.gateway, PARTS.prometheus, 9090);
}

/** Addresses of the exporters of a pipeline that exist. */
function endpointsOf(values: JsonObject, signal: string): readonly string[] {
  const exporters = asObject(valueAt(values, 'config.exporters'));
  return asList(valueAt(values, `config.service.pipelines.${signal}.exporters`)).flatMap((name) => {
    const endpoint = asObject(exporters[String(name)]).endpoint;
    return endpoint === undefined ? [] : [String(endpoint)];
  });
}
