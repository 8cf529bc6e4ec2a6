import { listeningPorts, type PodTemplate, type PolicyPort } from '@smile/inventory';

/** Ports of the proxy that the mesh puts beside a container: https://istio.io/latest/docs/ops/deployment/application-requirements/ */
const OF_THE_MESH: ReadonlySet<number> = new Set([15_006, 15_008, 15_020, 15_021, 15_053, 15_090]);

/** Whether a policy's port takes in what a container listens on. */
export function takesIn(
  allowed: PolicyPort,
  port: { readonly port: number; readonly protocol: string; readonly name?: string },
): boolean {
  if (allowed.protocol !== port.protocol) return false;
  if (allowed.port === undefined || allowed.port === port.name) return true;
  return (
    typeof allowed.port === 'number' && port.port >= allowed.port && port.port <= (allowed.endPort ?? allowed.port)
  );
}

/** Whether any of the pods listens on a port that a policy names. */
export function isListenedOn(allowed: PolicyPort, pods: readonly PodTemplate[]): boolean {
  if (allowed.port === undefined) return true;
  if (typeof allowed.port === 'number' && OF_THE_MESH.has(allowed.port)) return true;
  return pods.some((one) => listeningPorts(one).some((port) => takesIn(allowed, port)));
}

/** As in `TCP 8080`, or `TCP 8000-8079`. */
export function portText({ protocol, port, endPort }: PolicyPort): string {
  return `${protocol}${port === undefined ? '' : ` ${port}`}${endPort === undefined ? '' : `-${endPort}`}`;
}
