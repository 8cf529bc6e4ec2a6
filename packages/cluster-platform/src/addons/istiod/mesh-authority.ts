import type { PlatformContext } from '../../platform-context.ts';
import type { Addon } from '../addon.ts';
import { CLUSTER_CA } from '../cert-manager/cluster-ca.ts';

/** Secret in which istiod looks for its own authority, in the format of cert-manager, too. */
export const MESH_AUTHORITY = 'cacerts';

/**
 * The authority that signs the identities of pods, below the cluster's own: so there is one root in a cluster, and what a proxy
 * trusts and what TLS outside the mesh is checked with is the same certificate.
 *
 * https://istio.io/latest/docs/tasks/security/cert-management/plugin-ca-cert/; istiod reads `tls.crt`, `tls.key` and `ca.crt`
 * (pilot/pkg/bootstrap/istio_ca.go, detectSigningCABundle), and reads them again when they change.
 */
export function meshAuthority({ place }: PlatformContext): Addon {
  return {
    id: 'MeshAuthority',
    namespace: 'istio-system',
    requires: ['cluster-ca'],
    provides: ['mesh-authority'],
    runsOn: [place],
    objects: {
      name: 'mesh-authority',
      keeps: 'the authority of the mesh: pods that trust one cannot call pods that trust another',
      objects: [
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'Certificate',
          metadata: { name: 'mesh-authority', namespace: 'istio-system' },
          spec: {
            isCA: true,
            commonName: 'SMILE mesh certificate authority',
            secretName: MESH_AUTHORITY,
            // Far longer than the day that an identity lives, and renewed under the same root.
            duration: '8760h',
            renewBefore: '2160h',
            usages: ['cert sign', 'crl sign', 'digital signature'],
            privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
            issuerRef: { name: CLUSTER_CA, kind: 'ClusterIssuer', group: 'cert-manager.io' },
          },
        },
      ],
    },
  };
}
