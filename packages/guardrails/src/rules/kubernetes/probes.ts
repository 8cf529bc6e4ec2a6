import { Block } from '../../reading/block.ts';
import { eachPod } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

const PROBES = ['readinessProbe', 'livenessProbe'] as const;
const HANDLERS = ['httpGet', 'tcpSocket', 'exec', 'grpc'] as const;

export const probes: Rule = {
  id: 'SMILE_K8S_PROBES',
  family: 'kubernetes',
  severity: 'medium',
  title: 'Long-running containers have readiness and liveness probes',
  what: 'Each container of a Deployment, StatefulSet, DaemonSet or ReplicaSet has a `readinessProbe` and a `livenessProbe`, each with a handler, on a port that a container of the pod declares.',
  why: 'Without the first, a Service sends requests to pods that cannot answer yet; without the second, a hung process stays until somebody notices.',
  remedy: 'Add both; a probe of a dependency belongs into neither.',
  source: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  check: eachPod(({ isLongRunning, containers }) => {
    if (!isLongRunning) return undefined;
    const all = containers.filter(({ role }) => role !== 'init').map(({ body }) => new Block(body));
    return containers
      .filter(({ role }) => role === 'app')
      .flatMap(({ path, name, body }) => {
        const problems = PROBES.flatMap((probe) => problemOf(new Block(body), all, probe) ?? []);
        return problems.map((text) => `${path} (${name}) ${text}`);
      });
  }),
};

function problemOf(container: Block, all: readonly Block[], name: string): string | undefined {
  if (container.isUnknown(name)) return undefined;
  const probe = container.block(name);
  const handlers = HANDLERS.filter((handler) => probe.raw(handler) !== undefined);
  const [handler] = handlers;
  if (handler === undefined || handlers.length > 1) {
    return `must have a ${name} with one of ${HANDLERS.join(', ')}, got ${handlers.length === 0 ? 'none' : handlers.join(' and ')}`;
  }
  return handler === 'exec' ? commandProblem(probe, name) : portProblem(probe.block(handler), { container, all, name });
}

function commandProblem(probe: Block, name: string): string | undefined {
  return probe.block('exec').list('command').length === 0 ? `has a ${name} without a command` : undefined;
}

/** Containers of a pod share their addresses, so a number may be another one's; a name is the container's own. */
function portProblem(
  handler: Block,
  { container, all, name }: { readonly container: Block; readonly all: readonly Block[]; readonly name: string },
): string | undefined {
  if (handler.isUnknown('port')) return undefined;
  const port = handler.raw('port');
  const declared = all.flatMap((one) => one.blocks('ports').map((each) => String(each.raw('containerPort'))));
  const names = container.blocks('ports').flatMap((one) => one.text('name') ?? []);
  if (port === undefined) return `has a ${name} without a port`;
  const isKnown = declared.length === 0 || declared.includes(String(port)) || names.includes(String(port));
  return isKnown ? undefined : `has a ${name} on port ${port}, but the ports are ${[...declared, ...names].join(', ')}`;
}
