import type { HelmValues } from '../releases/helm-values.ts';
import type { FilledTargetGroup } from '../routes/entrance.ts';

/** How telemetry goes from the data cluster to the application cluster, where they are two. */
export interface TelemetryLink {
  /** Name of the load balancer between them, which the certificate of the receiving end has. */
  readonly host: string;
  /** Port of the load balancer, for OTLP over gRPC. */
  readonly port: number;
  /** Filled by the gateway of the application cluster. */
  readonly targetGroup: FilledTargetGroup;
}

/** Certificate of either end, and the Secret that cert-manager puts it into, with the authority that signed both. */
export const LINK_CERTIFICATE = 'telemetry-link';

const FOLDER = '/etc/otelcol/telemetry-link';

/** Where pods of a collector have the certificate. */
export const LINK_VOLUME: HelmValues = {
  extraVolumes: [{ name: LINK_CERTIFICATE, secret: { secretName: LINK_CERTIFICATE } }],
  extraVolumeMounts: [{ name: LINK_CERTIFICATE, mountPath: FOLDER, readOnly: true }],
};

/** Own certificate and key, in settings of a collector. It reads them anew, since cert-manager renews them on a running pod. */
export const LINK_IDENTITY = {
  cert_file: `${FOLDER}/tls.crt`,
  key_file: `${FOLDER}/tls.key`,
  reload_interval: '1h',
  min_version: '1.3',
} as const;

/** Authority of the other end. */
export const LINK_AUTHORITY = `${FOLDER}/ca.crt`;
