import type { ClusterBaseProps, ClusterLoad } from '@smile/cluster-platform';
import type { ClusterWithNodes } from './cluster-with-nodes.ts';

/** A cluster of an earlier stack, as its platform needs it. */
export function platformCluster(
  role: 'application' | 'data' | 'shared',
  { cluster, placeOf, places }: ClusterWithNodes,
  load: ClusterLoad,
): Pick<ClusterBaseProps, 'cluster' | 'placeOf' | 'allPlaces' | 'access' | 'volumeKeyArn' | 'load'> {
  const { clusterName, clusterReference, version, serviceCidr, vpc, volumeKey } = cluster;
  return {
    cluster: { role, clusterName, clusterReference, version, serviceCidr, vpc },
    placeOf,
    allPlaces: places,
    access: cluster,
    volumeKeyArn: volumeKey.keyArn,
    load,
  };
}
