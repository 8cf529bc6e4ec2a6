import type { Container, PodTemplate } from '@smile/inventory';
import { DEFAULT_CAPABILITIES, POD_SECURITY_LEVELS, type PodSecurityLevel, RESTRICTED_VOLUMES } from '@smile/rehearsal';
import { Block } from '../block.ts';

/** What a pod must not do at a level, and at every stricter one; each says what is wrong. */
interface Standard {
  readonly from: Exclude<PodSecurityLevel, 'privileged'>;
  readonly ofPod?: (pod: Block) => string | readonly string[] | undefined;
  readonly ofContainer?: (container: Block, pod: Block) => string | readonly string[] | undefined;
}

/** A setting of the container, or else that of the pod. */
function merged(name: string, container: Block, pod: Block): Block {
  const own = container.block('securityContext');
  return own.raw(name) === undefined ? pod.block('securityContext') : own;
}

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
const STANDARDS: readonly Standard[] = [
  {
    from: 'baseline',
    ofPod: (pod) =>
      ['hostNetwork', 'hostPID', 'hostIPC'].flatMap((name) =>
        pod.flag(name, false) === true ? [`${name} must be false`] : [],
      ),
  },
  {
    from: 'baseline',
    ofPod: (pod) =>
      pod
        .blocks('volumes')
        .flatMap((volume) =>
          volume.raw('hostPath') === undefined ? [] : [`volume ${volume.text('name')} must not be a hostPath`],
        ),
  },
  {
    from: 'baseline',
    ofContainer: (container) =>
      flagOf(container, 'privileged') === true ? 'securityContext.privileged must be false' : undefined,
  },
  {
    from: 'baseline',
    ofContainer: (container) =>
      container
        .blocks('ports')
        .flatMap((port) =>
          (port.number('hostPort') ?? 0) > 0 ? [`must have no hostPort, got ${port.number('hostPort')}`] : [],
        ),
  },
  {
    from: 'baseline',
    ofContainer: (container) => {
      const added = capabilities(container, 'add').filter((one) => !DEFAULT_CAPABILITIES.includes(one));
      return added.length === 0 ? undefined : `securityContext.capabilities.add must not have ${added.join(', ')}`;
    },
  },
  {
    from: 'baseline',
    ofContainer: (container, pod) =>
      seccomp(container, pod).text('type') === 'Unconfined' ? 'seccompProfile.type must not be Unconfined' : undefined,
  },
  {
    from: 'restricted',
    ofPod: (pod) =>
      pod.blocks('volumes').flatMap((volume) => {
        const kinds = volume
          .names()
          .filter((name) => name !== 'name' && name !== 'hostPath' && !RESTRICTED_VOLUMES.includes(name));
        return kinds.map((kind) => `volume ${volume.text('name')} must not be a ${kind}`);
      }),
  },
  {
    from: 'restricted',
    ofContainer: (container) =>
      flagOf(container, 'allowPrivilegeEscalation', true) === true
        ? 'securityContext.allowPrivilegeEscalation must be false'
        : undefined,
  },
  {
    from: 'restricted',
    ofContainer: (container, pod) =>
      merged('runAsNonRoot', container, pod).flag('runAsNonRoot', false) === false
        ? 'securityContext.runAsNonRoot must be true, there or for the pod'
        : undefined,
  },
  {
    from: 'restricted',
    ofPod: (pod) =>
      pod.block('securityContext').number('runAsUser') === 0 ? 'securityContext.runAsUser must not be 0' : undefined,
    ofContainer: (container) =>
      container.block('securityContext').number('runAsUser') === 0
        ? 'securityContext.runAsUser must not be 0'
        : undefined,
  },
  {
    from: 'restricted',
    ofContainer: (container, pod) => {
      const profile = seccomp(container, pod);
      const isKnown = !profile.isUnknown('type');
      return isKnown && !['RuntimeDefault', 'Localhost', 'Unconfined'].includes(profile.text('type') ?? '')
        ? 'seccompProfile.type must be RuntimeDefault or Localhost, there or for the pod'
        : undefined;
    },
  },
  {
    from: 'restricted',
    ofContainer: (container) => {
      const context = container.block('securityContext');
      if (context.isUnknown('capabilities')) return undefined;
      const added = capabilities(container, 'add').filter(
        (one) => DEFAULT_CAPABILITIES.includes(one) && one !== 'NET_BIND_SERVICE',
      );
      return [
        ...(capabilities(container, 'drop').includes('ALL') ? [] : ['securityContext.capabilities.drop must have ALL']),
        ...(added.length === 0
          ? []
          : [`securityContext.capabilities.add must have NET_BIND_SERVICE at most, got ${added.join(', ')}`]),
      ];
    },
  },
];

/** What a pod does that its level does not allow. */
export function podProblems({ spec, containers }: PodTemplate, level: PodSecurityLevel): readonly string[] {
  const pod = new Block(spec);
  const held = STANDARDS.filter(({ from }) => POD_SECURITY_LEVELS.indexOf(from) <= POD_SECURITY_LEVELS.indexOf(level));
  const ofPod = held.flatMap(({ ofPod: judge }) => [judge?.(pod)].flat());
  const ofContainers = containers.flatMap((container) =>
    held.flatMap(({ ofContainer: judge }) => {
      const found = [judge?.(new Block(container.body), pod)].flat();
      return found.flatMap((text) => (text === undefined ? [] : [named(container, text)]));
    }),
  );
  return [...ofPod.filter((text) => text !== undefined), ...ofContainers];
}

function named({ path, name }: Container, text: string): string {
  return `${path} (${name}): ${text}`;
}

function flagOf(container: Block, name: string, absent = false): boolean | undefined {
  return container.block('securityContext').flag(name, absent);
}

function capabilities(container: Block, list: 'add' | 'drop'): readonly string[] {
  return container
    .block('securityContext')
    .block('capabilities')
    .texts(list)
    .map((one) => one.replace(/^CAP_/, ''));
}

/** The profile of the container, or else that of the pod. */
function seccomp(container: Block, pod: Block): Block {
  return merged('seccompProfile', container, pod).block('seccompProfile');
}
