import type { KubernetesObject } from '@smile/inventory';

/** Root namespace of the mesh: what is there without a selector holds everywhere. */
export const MESH_NAMESPACE = 'istio-system';

/** Whether the pods of a namespace get a proxy: https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/ */
export function isInMesh({ labels }: KubernetesObject): boolean {
  const revision = labels['istio.io/rev'] ?? '';
  return labels['istio-injection'] === 'enabled' || (revision !== '' && labels['istio-injection'] !== 'disabled');
}
