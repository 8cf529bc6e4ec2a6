import { ZOOKEEPER_PORTS, zookeeperHosts } from './zookeeper-addresses.ts';

/** Where a member finds and keeps what. */
export const ZOOKEEPER_FOLDERS = { snapshots: '/data', log: '/datalog', certificates: '/tls' } as const;

/** Names of the files that cert-manager fills: key and certificate in one, and the authority. */
const CERTIFICATE = { own: 'tls-combined.pem', authority: 'ca.crt' } as const;

/**
 * `zoo.cfg` of every member: which it is stands in `myid`. Nothing is in clear text but metrics: clients and members show each other
 * certificates of the cluster's authority. https://zookeeper.apache.org/doc/r3.9.5/zookeeperAdmin.html#sc_configuration
 */
export function zookeeperConfiguration(members: number, folders: typeof ZOOKEEPER_FOLDERS = ZOOKEEPER_FOLDERS): string {
  const { clients, followers, elections, metrics, admin } = ZOOKEEPER_PORTS;
  const own = `${folders.certificates}/${CERTIFICATE.own}`;
  const authority = `${folders.certificates}/${CERTIFICATE.authority}`;
  const pem = (start: string) => ({
    [`${start}keyStore.location`]: own,
    [`${start}keyStore.type`]: 'PEM',
    [`${start}trustStore.location`]: authority,
    [`${start}trustStore.type`]: 'PEM',
  });
  const settings: Readonly<Record<string, string | number | boolean>> = {
    tickTime: 2000,
    // A member with an empty disk takes everything over from the leader: two minutes.
    initLimit: 60,
    syncLimit: 10,
    maxClientCnxns: 300,
    maxSessionTimeout: 60_000,
    dataDir: folders.snapshots,
    dataLogDir: folders.log,
    'autopurge.snapRetainCount': 10,
    'autopurge.purgeInterval': 1,
    // One member is an ensemble too, and may become three.
    standaloneEnabled: false,
    reconfigEnabled: false,
    // A member's own name may not resolve yet when it starts.
    quorumListenOnAllIPs: true,
    '4lw.commands.whitelist': 'srvr',
    'admin.serverAddress': '127.0.0.1',
    'admin.serverPort': admin,
    'metricsProvider.className': 'org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider',
    'metricsProvider.httpPort': metrics,
    // TLS needs it; Java's own does without.
    serverCnxnFactory: 'org.apache.zookeeper.server.NettyServerCnxnFactory',
    secureClientPort: clients,
    ...pem('ssl.'),
    'ssl.clientAuth': 'need',
    'client.certReload': true,
    sslQuorum: true,
    ...pem('ssl.quorum.'),
    sslQuorumReloadCertFiles: true,
  };
  const servers = zookeeperHosts(members).map(
    (host, member) => `server.${member + 1}=${host}:${followers}:${elections}`,
  );
  return [...Object.entries(settings).map(([name, value]) => `${name}=${value}`), ...servers, ''].join('\n');
}
