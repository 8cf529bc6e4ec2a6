import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import {
  type Addon,
  type Certificate,
  CLUSTER_CA,
  type PlatformContext,
  type PodMonitor,
} from '@smile/cluster-platform';
import { type DataPlatformValues, throwIfAny } from '@smile/core';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { type DiskClaims, diskProblems } from '../../disks/data-disks.ts';
import { clickhousePods } from '../clickhouse/clickhouse-addresses.ts';
import {
  ZOOKEEPER,
  ZOOKEEPER_LABELS,
  ZOOKEEPER_NAMESPACE,
  ZOOKEEPER_PORTS,
  zookeeperPods,
} from './zookeeper-addresses.ts';
import { zookeeperConfiguration } from './zookeeper-configuration.ts';
import { ZookeeperEnsemble } from './zookeeper-ensemble.ts';

const METADATA = { name: ZOOKEEPER, namespace: ZOOKEEPER_NAMESPACE };
const CERTIFICATE = 'zookeeper-tls';

/** What each member claims. */
export function zookeeperClaims({ zookeeper: { members, disks, data, log } }: DataPlatformValues): DiskClaims {
  return { component: 'zookeeper', disks, pods: members, each: [data, log] };
}

/**
 * ZooKeeper (DAT-ZOOKEEPER): the ensemble in which replicas of ClickHouse agree on who has what. Kafka 4 has no use for it
 * (docs/adr/0035).
 *
 * @throws ValidationError when the disks of the nodes are too small or too few.
 */
export function zookeeper(context: PlatformContext, values: DataPlatformValues): Addon {
  const { members, pod } = values.zookeeper;
  const claims = zookeeperClaims(values);
  throwIfAny(context.owner, diskProblems(context.environment, claims));
  return {
    id: 'Zookeeper',
    namespace: ZOOKEEPER_NAMESPACE,
    requires: ['cluster-ca', 'monitor-kinds', ...(claims.disks === 'of-nodes' ? (['local-volumes'] as const) : [])],
    provides: ['zookeeper'],
    runsOn: [context.placeOf('zookeeper')],
    images: ['zookeeper'],
    pods: [{ name: ZOOKEEPER, on: 'zookeeper', copies: members, cpu: pod.cpu, memory: pod.memory }],
    connect: () => connect(context),
    objects: {
      name: ZOOKEEPER,
      keeps: 'the certificate that members know each other by',
      objects: [CERTIFICATE_OF_ALL, MONITOR],
    },
    extend: (scope, before) => createEnsemble(scope, context, values, before),
  };
}

/**
 * One certificate for all members, who are servers and clients to each other. ZooKeeper reads PKCS#8 alone, with the certificate in
 * the same file.
 */
const CERTIFICATE_OF_ALL: Certificate = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: METADATA,
  spec: {
    secretName: CERTIFICATE,
    commonName: ZOOKEEPER,
    dnsNames: [`*.${ZOOKEEPER}.${ZOOKEEPER_NAMESPACE}.svc.cluster.local`],
    duration: '2160h',
    renewBefore: '720h',
    usages: ['digital signature', 'key encipherment', 'server auth', 'client auth'],
    privateKey: { algorithm: 'RSA', size: 2048, encoding: 'PKCS8', rotationPolicy: 'Always' },
    additionalOutputFormats: [{ type: 'CombinedPEM' }],
    issuerRef: { name: CLUSTER_CA, kind: 'ClusterIssuer', group: 'cert-manager.io' },
  },
};

const MONITOR: PodMonitor = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: METADATA,
  spec: {
    selector: { matchLabels: ZOOKEEPER_LABELS },
    podMetricsEndpoints: [{ port: 'metrics', path: '/metrics' }],
  },
};

/** Its pods start before their certificate is there, and wait for it: the kubelet mounts a Secret as soon as it exists. */
function createEnsemble(
  scope: Construct,
  context: PlatformContext,
  { zookeeper: values }: DataPlatformValues,
  before: readonly ITerraformDependable[],
): readonly ITerraformDependable[] {
  const account = new ServiceAccountV1(scope, 'Account', {
    metadata: METADATA,
    automountServiceAccountToken: false,
    dependsOn: [...before],
  });
  const configuration = new ConfigMapV1(scope, 'Configuration', {
    metadata: METADATA,
    data: { 'zoo.cfg': zookeeperConfiguration(values.members) },
    dependsOn: [...before],
  });
  const service = new ServiceV1(scope, 'Service', {
    metadata: METADATA,
    spec: {
      clusterIp: 'None',
      // Members find each other before they serve.
      publishNotReadyAddresses: true,
      selector: ZOOKEEPER_LABELS,
      port: Object.entries(ZOOKEEPER_PORTS)
        .filter(([name]) => name !== 'admin')
        .map(([name, port]) => ({ name, port, targetPort: name })),
    },
    dependsOn: [...before],
  });
  return new ZookeeperEnsemble(scope, 'Ensemble', {
    context,
    values,
    configMap: ZOOKEEPER,
    certificate: CERTIFICATE,
    after: [...before, account, configuration, service],
  }).ready;
}

function connect(context: PlatformContext): void {
  const members = zookeeperPods(context);
  const { followers, elections, metrics } = ZOOKEEPER_PORTS;
  members.allowFrom(members, 'Members elect a leader and follow it', [followers, elections]);
  members.allowFrom(clickhousePods(context), 'Replicas of ClickHouse agree on who has what');
  members.allowFrom(context.prometheus, 'Prometheus reads whether there is a quorum', [metrics]);
}
