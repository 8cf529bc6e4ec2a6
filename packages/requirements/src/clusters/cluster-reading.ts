import {
  chartReleases,
  clusterOf,
  helmValues,
  type JsonObject,
  type KubernetesObject,
  kubernetesObjects,
  type Resource,
  readKubernetes,
} from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { MESHED_PODS, type MeshedPods } from './paths-without-mesh.ts';

/** A release of somebody else's chart, with the values that it is given. */
export interface ChartInCluster {
  readonly resource: Resource;
  readonly cluster: string;
  readonly namespace: string;
  /** Name of the release. */
  readonly name: string;
  /** Archive or name of the chart, as in `gateway-1.30.4.tgz`. */
  readonly chart: string;
  readonly values: JsonObject;
}

/** What an environment's stacks put into its clusters. */
export class ClusterReading {
  readonly objects: readonly KubernetesObject[];
  readonly charts: readonly ChartInCluster[];
  /** Releases whose values are not known yet: nothing of them can be judged. */
  readonly unread: readonly Resource[];

  constructor({ inventory, environment }: EnvironmentExamination) {
    const isOwn = (resource: Resource) => resource.environment === environment.id;
    this.objects = kubernetesObjects(inventory).filter(({ resource }) => isOwn(resource));
    this.unread = readKubernetes(inventory).unread.filter(isOwn);
    this.charts = chartReleases(inventory)
      .filter(isOwn)
      .map((resource) => ({
        resource,
        cluster: clusterOf(inventory, resource),
        namespace: String(resource.values.namespace ?? 'default'),
        name: String(resource.values.name ?? ''),
        chart: String(resource.values.chart ?? ''),
        values: helmValues(inventory, resource) ?? {},
      }));
  }

  /** Clusters that have namespaces of ours. */
  get clusters(): readonly string[] {
    return [...new Set(this.ofKind('Namespace').map(({ cluster }) => cluster))].sort();
  }

  ofKind(kind: string, cluster?: string): readonly KubernetesObject[] {
    return this.objects.filter((one) => one.kind === kind && (cluster === undefined || one.cluster === cluster));
  }

  /** Whether pods have a proxy: by their namespace, or by their own label where their namespace has none. */
  hasProxy(cluster: string, namespace: string, labels: Readonly<Record<string, string>>): boolean {
    return (
      this.isMeshed(cluster, namespace) ||
      MESHED_PODS.some((known) => this.isInjected(known, cluster, namespace, labels))
    );
  }

  private isInjected(
    known: MeshedPods,
    cluster: string,
    namespace: string,
    labels: Readonly<Record<string, string>>,
  ): boolean {
    const isMeant =
      known.namespace === namespace && Object.entries(known.labels).every(([key, value]) => labels[key] === value);
    const chart = this.charts.find(
      (one) => one.cluster === cluster && one.namespace === namespace && one.name === known.release,
    );
    return isMeant && (chart?.values.podLabels as JsonObject | undefined)?.['sidecar.istio.io/inject'] === 'true';
  }

  /** Whether the pods of a namespace get a proxy, or are gateways. */
  isMeshed(cluster: string, namespace: string): boolean {
    const found = this.ofKind('Namespace', cluster).find(({ name }) => name === namespace);
    const gateways = this.charts.some(
      (one) => one.cluster === cluster && one.namespace === namespace && isGateway(one),
    );
    return gateways || found?.labels['istio-injection'] === 'enabled';
  }
}

/** Whether a release is Istio's gateway chart. */
export function isGateway({ chart }: ChartInCluster): boolean {
  return /(^|\/)(istio-)?gateway(-\d[^/]*)?(\.tgz)?$/.test(chart);
}
