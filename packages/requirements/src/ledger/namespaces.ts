import type { Json, KubernetesObject } from '@smile/inventory';
import { ClusterReading } from '../clusters/cluster-reading.ts';
import type { EnvironmentExamination } from '../examination.ts';

/** Namespaces that the owner's document asks of each cluster. */
const ASKED = {
  application: ['smile', 'wms', 'auth', 'monitoring', 'istio-system', 'jenkins'],
  data: ['etl', 'olap', 'monitoring', 'istio-system'],
} as const;

/** Each cluster has its namespaces, and each of them starts closed, within bounds and at a level of Pod Security (K8S-NS). */
export function hasNamespaces(one: EnvironmentExamination): void {
  const reading = new ClusterReading(one);
  const homes = Object.entries(ASKED).map(([role, names]) => {
    const home = reading.clusters.find((cluster) => {
      const found = reading.ofKind('Namespace', cluster).map(({ name }) => name);
      return names.every((name) => found.includes(name));
    });
    if (home === undefined) one.lacks(`expected a cluster with the namespaces ${names.join(', ')}, found none`);
    return { role, home };
  });
  const [application, data] = homes;
  // Dev may share infrastructure (ENV-DEV).
  if (one.environment.stage !== 'dev' && application?.home !== undefined && application.home === data?.home) {
    one.lacks(`expected the namespaces of application and data in clusters of their own, found both in ${data.home}`);
  }
  for (const namespace of reading.ofKind('Namespace')) isClosed(one, reading, namespace);
}

/** https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
const LEVEL = 'pod-security.kubernetes.io/enforce';

function isClosed(one: EnvironmentExamination, reading: ClusterReading, namespace: KubernetesObject): void {
  const { cluster, name, resource, labels } = namespace;
  const within = (kind: string) => reading.ofKind(kind, cluster).filter((object) => object.namespace === name);
  const level = labels[LEVEL] ?? 'nothing';
  one.holds(
    resource,
    `a level of Pod Security for ${name}`,
    level,
    ['restricted', 'baseline', 'privileged'].includes(level),
  );
  const closing = within('NetworkPolicy').find(deniesAll);
  one.holds(
    closing?.resource ?? resource,
    `no connection of ${name} that no policy allows`,
    closing?.name ?? 'none',
    closing !== undefined,
  );
  const quota = within('ResourceQuota').find(
    ({ spec }) => Object.keys((spec.hard as object | undefined) ?? {}).length > 0,
  );
  one.holds(quota?.resource ?? resource, `a quota of ${name}`, quota?.name ?? 'none', quota !== undefined);
}

/** https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic */
function deniesAll({ spec }: KubernetesObject): boolean {
  const types = (Array.isArray(spec.policyTypes) ? spec.policyTypes : []) as readonly string[];
  const isForAll = Object.keys((spec.podSelector as object | undefined) ?? {}).length === 0;
  const isEmpty = (value: Json | undefined) => !Array.isArray(value) || value.length === 0;
  return (
    isForAll && types.includes('Ingress') && types.includes('Egress') && isEmpty(spec.ingress) && isEmpty(spec.egress)
  );
}
