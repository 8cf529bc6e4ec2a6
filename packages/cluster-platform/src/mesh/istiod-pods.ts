import { Pods } from '../namespaces/pods.ts';
import type { PlatformContext } from '../platform-context.ts';
import { MESH_NAMESPACE, MESH_PORTS } from './mesh-names.ts';

/** Labels that only istiod's pods have. */
export const ISTIOD_LABELS = { app: 'istiod' };

/** Pods of the control plane, to say whose proxies get their configuration from it. */
export function istiodPods({ owner }: PlatformContext): Pods {
  const ports = [MESH_PORTS.istiod];
  return new Pods({ owner, namespace: MESH_NAMESPACE, name: 'istiod', labels: ISTIOD_LABELS, ports });
}
