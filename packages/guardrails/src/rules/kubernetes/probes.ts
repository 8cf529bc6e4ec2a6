import { Block } from '../../reading/block.ts';
import { eachPod } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

const PROBES = ['readinessProbe', 'livenessProbe'] as const;
const HANDLERS = ['httpGet', 'tcpSocket', 'exec', 'grpc'] as const;

export const probes: Rule = {
  id: 'SMILE_K8S_PROBES',
  family: 'kubernetes',
  severity: 'medium',
  title: 'What runs on says when it is ready and whether it lives',
  what: 'Each container of a Deployment, StatefulSet, DaemonSet or ReplicaSet has a `readinessProbe` and a `livenessProbe`, each with a handler, and names of ports in them are ports of the container.',
  why: 'Without the first, a Service sends requests to pods that cannot answer yet; without the second, a hung process stays until somebody notices.',
  remedy: 'Add both; a probe of a dependency belongs into neither.',
  source: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  check: eachPod(({ isLongRunning, containers }) => {
    if (!isLongRunning) return undefined;
    return containers
      .filter(({ role }) => role === 'app')
      .flatMap(({ path, name, body }) => {
        const container = new Block(body);
        return PROBES.flatMap((probe) => problemOf(container, probe) ?? []).map((text) => `${path} (${name}) ${text}`);
      });
  }),
};

function problemOf(container: Block, name: string): string | undefined {
  if (container.isUnknown(name)) return undefined;
  const probe = container.block(name);
  const handlers = HANDLERS.filter((handler) => probe.raw(handler) !== undefined);
  if (handlers.length !== 1) {
    return `must have a ${name} with one of ${HANDLERS.join(', ')}, got ${handlers.length === 0 ? 'none' : handlers.join(' and ')}`;
  }
  const ports = container.blocks('ports').map((port) => port.text('name'));
  const port = probe.block(handlers[0] ?? '').text('port');
  const isName = port !== undefined && !/^\d+$/.test(port);
  return isName && !ports.includes(port)
    ? `has a ${name} on port "${port}", but its ports are ${ports.filter((one) => one !== undefined).join(', ') || 'without names'}`
    : undefined;
}
