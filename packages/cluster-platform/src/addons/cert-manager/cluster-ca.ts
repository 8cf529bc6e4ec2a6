import type { PlatformContext } from '../../platform-context.ts';
import type { Addon } from '../addon.ts';

/** Name of the issuer that signs for the cluster. */
export const CLUSTER_CA = 'cluster-ca';

/**
 * The cluster's own certificate authority: ten years for the authority, which cert-manager renews with its key kept in the
 * cluster; what it signs lives for 90 days. It is no public authority: a load balancer takes any certificate from a gateway.
 */
export function clusterCa({ place }: PlatformContext): Addon {
  return {
    id: 'ClusterCa',
    namespace: 'cert-manager',
    requires: ['certificates'],
    provides: ['cluster-ca'],
    runsOn: [place],
    objects: {
      name: 'cluster-ca',
      keeps: "the cluster's certificate authority: everything that trusts it would have to be told of a new one",
      objects: [
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'ClusterIssuer',
          metadata: { name: 'self-signed' },
          spec: { selfSigned: {} },
        },
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'Certificate',
          metadata: { name: CLUSTER_CA, namespace: 'cert-manager' },
          spec: {
            isCA: true,
            commonName: 'SMILE cluster certificate authority',
            secretName: CLUSTER_CA,
            duration: '87600h',
            renewBefore: '8760h',
            privateKey: { algorithm: 'ECDSA', size: 384, rotationPolicy: 'Never' },
            issuerRef: { name: 'self-signed', kind: 'ClusterIssuer', group: 'cert-manager.io' },
          },
        },
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'ClusterIssuer',
          metadata: { name: CLUSTER_CA },
          spec: { ca: { secretName: CLUSTER_CA } },
        },
      ],
    },
  };
}
