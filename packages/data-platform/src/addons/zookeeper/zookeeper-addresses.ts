import { type PlatformContext, Pods } from '@smile/cluster-platform';

export const ZOOKEEPER_NAMESPACE = 'etl';

/** Name of the StatefulSet, of its Service, and of everything that belongs to it. Changing it makes an ensemble without data. */
export const ZOOKEEPER = 'zookeeper';

export const ZOOKEEPER_LABELS = { 'app.kubernetes.io/name': ZOOKEEPER } as const;

/**
 * Ports of a member: clients, over TLS alone; followers of the leader; elections; metrics; and the server that tells how it does, which
 * answers within the pod only. https://zookeeper.apache.org/doc/r3.9.5/zookeeperAdmin.html
 */
export const ZOOKEEPER_PORTS = { clients: 2281, followers: 2888, elections: 3888, metrics: 7000, admin: 8080 } as const;

/** Host of each member, by its number from 0. */
export function zookeeperHosts(members: number): readonly string[] {
  return Array.from(
    { length: members },
    (_, member) => `${ZOOKEEPER}-${member}.${ZOOKEEPER}.${ZOOKEEPER_NAMESPACE}.svc.cluster.local`,
  );
}

/** Members of the ensemble, as those name them who connect. */
export function zookeeperPods({ owner }: PlatformContext): Pods {
  return new Pods({
    owner,
    namespace: ZOOKEEPER_NAMESPACE,
    name: ZOOKEEPER,
    labels: ZOOKEEPER_LABELS,
    ports: [ZOOKEEPER_PORTS.clients],
  });
}
