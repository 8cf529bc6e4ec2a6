import { PODS } from '@smile/databases/secrets';
import { MeshedPods } from '../mesh/meshed-pods.ts';
import type { PlatformContext } from '../platform-context.ts';
import { KEYCLOAK_SERVICE } from './sign-in-addresses.ts';

/** Labels that the chart gives its pods, after its own name and that of the release. */
export const KEYCLOAK_LABELS = { 'app.kubernetes.io/name': 'keycloakx', 'app.kubernetes.io/instance': 'keycloak' };

/** Pods of Keycloak, to say who may call them. */
export function keycloakPods({ owner }: PlatformContext): MeshedPods {
  const { namespace, serviceAccount } = PODS.keycloak;
  const { port } = KEYCLOAK_SERVICE;
  return new MeshedPods({ owner, namespace, name: 'keycloak', labels: KEYCLOAK_LABELS, ports: [port], serviceAccount });
}
