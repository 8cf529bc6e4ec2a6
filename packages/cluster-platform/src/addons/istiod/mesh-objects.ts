import { REASON_ANNOTATION } from '@smile/core';
import { MESH_NAMESPACE, TRACING_PROVIDER } from '../../mesh/mesh-names.ts';
import type { CustomResource } from '../../objects/custom-resource.ts';
import type { PlatformContext } from '../../platform-context.ts';

/** What holds for every pod of the mesh, whichever namespace it is in: objects without a selector in the mesh's namespace. */
export function meshObjects({ values }: PlatformContext): readonly CustomResource[] {
  return [
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: about('default', 'Pods of the mesh take calls with a certificate of the mesh, and no others'),
      spec: { mtls: { mode: 'STRICT' } },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: about('allow-nothing', 'What is not allowed by another policy is answered 403'),
      // Without a rule nothing matches, and what no policy allows is denied.
      spec: {},
    },
    {
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      metadata: about('mesh-default', 'Every proxy logs its requests, and sends spans of a share of them'),
      spec: {
        tracing: [{ providers: [{ name: TRACING_PROVIDER }], randomSamplingPercentage: values.mesh.tracedPercent }],
        accessLogging: [{ providers: [{ name: 'envoy' }] }],
      },
    },
  ];
}

function about(name: string, reason: string) {
  return { name, namespace: MESH_NAMESPACE, annotations: { [REASON_ANNOTATION]: reason } };
}
