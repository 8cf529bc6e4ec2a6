import type { Environment } from '../environment/environment.ts';

/** What a cluster is for. One cluster may be for both. */
export type ClusterRole = 'application' | 'data';

/** Words of a cluster's name after the environment's prefix: the one place that decides which cluster has which role. */
const WORDS = { separate: { application: 'app', data: 'data' }, shared: { application: 'app', data: 'app' } } as const;

/**
 * Words after the environment's prefix of the cluster that has a role, as in the `app` of `smile-prd-app`.
 *
 * @returns undefined in an environment without clusters.
 */
export function clusterWord({ clusters }: Environment, role: ClusterRole): 'app' | 'data' | undefined {
  return clusters === undefined ? undefined : WORDS[clusters.layout][role];
}

/**
 * Name of the cluster that has a role, as in `smile-prd-data`. Where one cluster is for both, both roles lead to it.
 *
 * @returns undefined in an environment without clusters.
 */
export function clusterName(environment: Environment, role: ClusterRole): string | undefined {
  const word = clusterWord(environment, role);
  return word === undefined ? undefined : `${environment.namePrefix}-${word}`;
}
