import {
  consoleSignIn,
  SIGN_IN_PROVIDER,
  serviceHost,
  TELEMETRY_GATEWAY,
  TRACING_PROVIDER,
  TRUST_DOMAIN,
} from '../../mesh/mesh-names.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';

/** What oauth2-proxy reads to know who asks, and for what. Envoy passes on method, path and host by itself. */
const ASKED_WITH = ['cookie', 'authorization', 'x-forwarded-for', 'x-forwarded-proto', 'accept'];

/** The mesh's settings. https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/ */
export function meshConfig({ cluster }: PlatformContext): HelmValues {
  const signIn = consoleSignIn(cluster.role);
  return {
    trustDomain: TRUST_DOMAIN,
    // Proxy and application answer Prometheus at one port, which needs no certificate of the mesh.
    enablePrometheusMerge: true,
    accessLogFile: '/dev/stdout',
    accessLogEncoding: 'JSON',
    // Who may reach what outside is said by network policies, which a program cannot go around.
    outboundTrafficPolicy: { mode: 'ALLOW_ANY' },
    // Policies by path compare what the application will read, whichever way it was written.
    pathNormalization: { normalization: 'DECODE_AND_MERGE_SLASHES' },
    extensionProviders: [
      {
        name: TRACING_PROVIDER,
        opentelemetry: { service: serviceHost(TELEMETRY_GATEWAY), port: TELEMETRY_GATEWAY.port },
      },
      {
        name: SIGN_IN_PROVIDER,
        envoyExtAuthzHttp: {
          service: serviceHost(signIn),
          port: signIn.port,
          timeout: '5s',
          failOpen: false,
          includeRequestHeadersInCheck: ASKED_WITH,
          headersToUpstreamOnAllow: ['x-auth-request-user', 'x-auth-request-email', 'x-auth-request-groups'],
          headersToDownstreamOnAllow: ['set-cookie'],
          headersToDownstreamOnDeny: ['content-type', 'set-cookie', 'location'],
        },
      },
    ],
  };
}
