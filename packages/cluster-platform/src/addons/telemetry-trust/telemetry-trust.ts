import type { Certificate } from '../../objects/custom-resource.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { LINK_CERTIFICATE, type TelemetryLink } from '../../telemetry/telemetry-link.ts';
import { MONITORING } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';

/** Name of the issuer whose certificates either cluster trusts for telemetry, and for nothing else. */
const ISSUER = 'telemetry';

/** Secret with the authority, which External Secrets fills in both clusters from the catalogue of secrets. */
const AUTHORITY = 'telemetry-authority';

/**
 * By which the clusters of an environment know each other when telemetry goes between them: an authority that both have, and a
 * certificate for this cluster's end (docs/adr/0042). An add-on of its own, because pods of the gateway start only once their certificate
 * is there.
 */
export function telemetryTrust(context: PlatformContext, link: TelemetryLink): Addon {
  return {
    id: 'TelemetryTrust',
    namespace: MONITORING,
    requires: ['certificates', 'secrets'],
    provides: ['telemetry-trust'],
    runsOn: [context.place],
    objects: {
      name: 'telemetry-trust',
      keeps: 'the certificate without which telemetry of the data cluster reaches nobody',
      objects: [
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'ClusterIssuer',
          metadata: { name: ISSUER },
          spec: { ca: { secretName: AUTHORITY } },
        },
        certificate(context, link),
      ],
    },
  };
}

/** Either a server or a client: neither can pass for the other. */
function certificate({ cluster }: PlatformContext, { host }: TelemetryLink): Certificate {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: LINK_CERTIFICATE, namespace: MONITORING },
    spec: {
      secretName: LINK_CERTIFICATE,
      ...(cluster.role === 'data'
        ? { commonName: cluster.clusterName, usages: ['digital signature', 'client auth'] }
        : { dnsNames: [host], usages: ['digital signature', 'server auth'] }),
      duration: '2160h',
      renewBefore: '720h',
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      issuerRef: { name: ISSUER, kind: 'ClusterIssuer', group: 'cert-manager.io' },
    },
  };
}
