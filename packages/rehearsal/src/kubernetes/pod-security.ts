import type { ObjectValue, Value } from '../protocol/value.ts';
import { blockAt, blocksOf, listOf, textOf } from './blocks.ts';
import { byRule, type FieldProblem } from './field-problem.ts';
import {
  DEFAULT_CAPABILITIES,
  POD_SECURITY_LEVELS,
  type PodSecurityLevel,
  RESTRICTED_VOLUMES,
  SAFE_SYSCTLS,
} from './pod-security-standards.ts';
import type { PodTemplate } from './pods.ts';

/** A level that refuses something. */
type Level = Exclude<PodSecurityLevel, 'privileged'>;

/** A container as a control sees it. */
interface Subject {
  readonly name: string;
  readonly block: ObjectValue;
  readonly security: ObjectValue | undefined;
}

/** What a control looks at. */
interface Pod {
  readonly containers: readonly Subject[];
  readonly spec: ObjectValue;
  readonly security: ObjectValue | undefined;
  readonly annotations: { readonly [key: string]: string };
  /** Minor version of the standards, as 35 in `v1.35`. */
  readonly minor: number;
}

interface Control {
  readonly level: Level;
  /** Minor version from which the control holds. @default - from the beginning */
  readonly since?: number;
  /** What breaks it, in the words of the admission; undefined when nothing does. */
  readonly check: (pod: Pod) => string | undefined;
}

/** The newest minor version that is known here: what `latest` means. */
const LATEST = 35;

/**
 * The published controls, in the order in which the admission names what broke them.
 * Source: https://github.com/kubernetes/pod-security-admission/tree/master/policy, one file per control
 */
const CONTROLS: readonly Control[] = [
  { level: 'baseline', check: hostNamespaces },
  { level: 'baseline', check: privileged },
  { level: 'baseline', check: addedCapabilities },
  { level: 'baseline', check: hostPath },
  { level: 'baseline', check: hostPorts },
  { level: 'baseline', since: 34, check: probeHosts },
  { level: 'baseline', check: appArmor },
  { level: 'baseline', check: seLinux },
  { level: 'baseline', check: seccomp },
  { level: 'baseline', check: sysctls },
  { level: 'restricted', check: volumeTypes },
  { level: 'restricted', since: 8, check: escalation },
  { level: 'restricted', check: nonRoot },
  { level: 'restricted', since: 23, check: rootUser },
  { level: 'restricted', since: 19, check: seccompRequired },
  { level: 'restricted', since: 22, check: droppedCapabilities },
];

/** Controls of `baseline` that one of `restricted` says more strictly. */
const OVERRIDDEN: readonly Control['check'][] = [hostPath, addedCapabilities, seccomp];

/**
 * Why a namespace's Pod Security level refuses pods, in the words of the admission; undefined when it lets them in.
 *
 * @param labels of the namespace. Without `pod-security.kubernetes.io/enforce` everything is let in.
 */
export function podSecurityRefusal(pods: PodTemplate, labels: { readonly [key: string]: string }): string | undefined {
  const level = labels['pod-security.kubernetes.io/enforce'];
  if (level !== 'baseline' && level !== 'restricted') return undefined;
  const version = labels['pod-security.kubernetes.io/enforce-version'] ?? 'latest';
  const minor = Number(/^v1\.(\d+)$/.exec(version)?.[1] ?? LATEST);
  const pod: Pod = {
    containers: pods.containers.map(({ name, block }) => ({
      name,
      block,
      security: blockAt(block, 'security_context'),
    })),
    spec: pods.spec,
    security: blockAt(pods.spec, 'security_context'),
    annotations: pods.annotations,
    minor,
  };
  const broken = CONTROLS.filter((control) => applies(control, level, minor)).flatMap(({ check }) => check(pod) ?? []);
  return broken.length === 0 ? undefined : `violates PodSecurity "${level}:${version}": ${broken.join(', ')}`;
}

const MODES = ['enforce', 'audit', 'warn'];

/** What the admission refuses of a namespace's own labels. Source: https://github.com/kubernetes/pod-security-admission/blob/master/api/helpers.go */
export function levelProblems(labels: { readonly [key: string]: string }): FieldProblem[] {
  return MODES.flatMap((mode) => {
    const [level, version] = [`pod-security.kubernetes.io/${mode}`, `pod-security.kubernetes.io/${mode}-version`].map(
      (label) => ({ label, value: labels[label] }),
    );
    return [
      ...byRule(
        (value) =>
          POD_SECURITY_LEVELS.some((one) => one === value)
            ? undefined
            : `must be one of ${POD_SECURITY_LEVELS.join(', ')}`,
        `metadata.labels[${level?.label}]`,
        level?.value,
      ),
      ...byRule(
        (value) => (/^(latest|v1\.(\d|[1-9]\d*))$/.test(value) ? undefined : 'must be "latest" or "v1.x"'),
        `metadata.labels[${version?.label}]`,
        version?.value,
      ),
    ];
  });
}

function applies({ level: of, since = 0, check }: Control, level: Level, minor: number): boolean {
  if (minor < since) return false;
  return level === 'restricted' ? !OVERRIDDEN.includes(check) : of === 'baseline';
}

function hostNamespaces({ spec }: Pod): string | undefined {
  const shared = [
    ['host_network', 'hostNetwork=true'],
    ['host_pid', 'hostPID=true'],
    ['host_ipc', 'hostIPC=true'],
  ] as const;
  const found = shared.flatMap(([argument, words]) => (spec[argument] === true ? [words] : []));
  return found.length === 0 ? undefined : `host namespaces (${found.join(', ')})`;
}

function privileged({ containers }: Pod): string | undefined {
  const bad = namesOf(containers, ({ security }) => security?.privileged === true);
  return bad.length === 0
    ? undefined
    : `privileged (${containersNamed(bad)} must not set securityContext.privileged=true)`;
}

function addedCapabilities({ containers }: Pod): string | undefined {
  const strange = (subject: Subject) =>
    capabilities(subject, 'add').filter((one) => !DEFAULT_CAPABILITIES.includes(one));
  const bad = namesOf(containers, (subject) => strange(subject).length > 0);
  return bad.length === 0
    ? undefined
    : `non-default capabilities (${containersNamed(bad)} must not include ${quoted(containers.flatMap(strange))} in securityContext.capabilities.add)`;
}

function hostPath({ spec }: Pod): string | undefined {
  const bad = blocksOf(spec.volume).flatMap((volume) =>
    blockAt(volume, 'host_path') === undefined ? [] : [textOf(volume.name) ?? ''],
  );
  return bad.length === 0 ? undefined : `hostPath volumes (${plural('volume', bad.length)} ${listed(bad)})`;
}

function hostPorts({ containers }: Pod): string | undefined {
  const portsOf = ({ block }: Subject) =>
    blocksOf(block.port).flatMap(({ host_port: port }) => (Number(textOf(port) ?? 0) === 0 ? [] : [String(port)]));
  const bad = namesOf(containers, (subject) => portsOf(subject).length > 0);
  const ports = sorted(containers.flatMap(portsOf));
  return bad.length === 0
    ? undefined
    : `hostPort (${containersNamed(bad)} ${bad.length === 1 ? 'uses' : 'use'} ${plural('hostPort', ports.length)} ${ports.join(', ')})`;
}

function probeHosts({ containers }: Pod): string | undefined {
  const hostsOf = ({ block }: Subject) =>
    [
      ...['liveness_probe', 'readiness_probe', 'startup_probe'].map((name) => blockAt(block, name)),
      ...['post_start', 'pre_stop'].map((name) => blockAt(block, 'lifecycle', name)),
    ].flatMap((handler) =>
      ['http_get', 'tcp_socket'].flatMap((name) =>
        handler === undefined ? [] : (textOf(blockAt(handler, name)?.host) ?? []),
      ),
    );
  const bad = namesOf(containers, (subject) => hostsOf(subject).length > 0);
  const hosts = sorted(containers.flatMap(hostsOf));
  return bad.length === 0
    ? undefined
    : `probe or lifecycle host (${containersNamed(bad)} ${bad.length === 1 ? 'uses' : 'use'} ${plural('probe or lifecycle host', hosts.length)} ${quoted(hosts)})`;
}

/** The provider of 2.38 has no block for it, so only the older annotations count. */
function appArmor({ annotations }: Pod): string | undefined {
  const bad = Object.entries(annotations)
    .filter(
      ([key, value]) =>
        key.startsWith('container.apparmor.security.beta.kubernetes.io/') &&
        value !== '' &&
        value !== 'runtime/default' &&
        !value.startsWith('localhost/'),
    )
    .map(([key, value]) => `${key}="${value}"`)
    .toSorted();
  return bad.length === 0
    ? undefined
    : `${plural('forbidden AppArmor profile', bad.length)} (${plural('annotation', bad.length)} must not set AppArmor profile type to ${quoted(bad)})`;
}

function seLinux({ containers, security, minor }: Pod): string | undefined {
  const allowed = [
    'container_t',
    'container_init_t',
    'container_kvm_t',
    ...(minor >= 31 ? ['container_engine_t'] : []),
  ];
  const optionsOf = (context: ObjectValue | undefined) =>
    context === undefined ? undefined : blockAt(context, 'se_linux_options');
  const badType = (options: ObjectValue) =>
    [textOf(options.type)].filter((type) => type !== undefined && !allowed.includes(type));
  const isBad = (context: ObjectValue | undefined) => {
    const options = optionsOf(context);
    return (
      options !== undefined &&
      (badType(options).length > 0 || textOf(options.user) !== undefined || textOf(options.role) !== undefined)
    );
  };
  const setters = settersOf(containers, security, isBad);
  if (setters === undefined) return undefined;
  const all = [security, ...containers.map((one) => one.security)].map(optionsOf).filter((one) => one !== undefined);
  const types = all.flatMap(badType).flatMap((type) => type ?? []);
  const words = [
    ...(types.length > 0 ? [`${plural('type', types.length)} ${quoted(types)}`] : []),
    ...(all.some(({ user }) => textOf(user) !== undefined) ? ['user may not be set'] : []),
    ...(all.some(({ role }) => textOf(role) !== undefined) ? ['role may not be set'] : []),
  ];
  return `seLinuxOptions (${setters} set forbidden securityContext.seLinuxOptions: ${words.join('; ')})`;
}

function seccomp({ containers, security }: Pod): string | undefined {
  const profiles = [security, ...containers.map((one) => one.security)].flatMap((context) => profileOf(context) ?? []);
  const setters = settersOf(containers, security, (context) => isBadProfile(profileOf(context)));
  return setters === undefined
    ? undefined
    : `seccompProfile (${setters} must not set securityContext.seccompProfile.type to ${quoted(profiles.filter(isBadProfile))})`;
}

function sysctls({ security, minor }: Pod): string | undefined {
  const safe = SAFE_SYSCTLS.flatMap(([since, names]) => (minor >= since ? names : []));
  const bad = blocksOf(security?.sysctl).flatMap(({ name }) => textOf(name) ?? []);
  const unsafe = bad.filter((name) => !safe.includes(name));
  return unsafe.length === 0 ? undefined : `forbidden sysctls (${unsafe.join(', ')})`;
}

/** Sources of volumes that `restricted` allows, as the provider's blocks are named: `downward_api` for `downwardAPI`. */
const ALLOWED_VOLUMES = RESTRICTED_VOLUMES.map((source) =>
  source.replaceAll(/[A-Z]+/g, (letters) => `_${letters.toLowerCase()}`),
);

function volumeTypes({ spec }: Pod): string | undefined {
  const bad = blocksOf(spec.volume).filter((volume) =>
    ALLOWED_VOLUMES.every((source) => blockAt(volume, source) === undefined),
  );
  if (bad.length === 0) return undefined;
  const types = sorted(bad.map(sourceOf));
  const names = bad.map(({ name }) => textOf(name) ?? '');
  return `restricted volume types (${plural('volume', bad.length)} ${listed(names)} ${bad.length === 1 ? 'uses' : 'use'} ${plural('restricted volume type', types.length)} ${quoted(types)})`;
}

function sourceOf(volume: ObjectValue): string {
  const names: { readonly [block: string]: string } = {
    ceph_fs: 'cephfs',
    fc: 'fc',
    nfs: 'nfs',
    iscsi: 'iscsi',
    rbd: 'rbd',
  };
  const found = Object.keys(volume).find((name) => Array.isArray(volume[name]) && blockAt(volume, name) !== undefined);
  if (found === undefined) return 'unknown';
  return names[found] ?? found.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function escalation({ containers }: Pod): string | undefined {
  const bad = namesOf(containers, ({ security }) => security?.allow_privilege_escalation !== false);
  return bad.length === 0
    ? undefined
    : `allowPrivilegeEscalation != false (${containersNamed(bad)} must set securityContext.allowPrivilegeEscalation=false)`;
}

/**
 * The provider sends `false` for an argument that is left out of a block that is there, so such a block takes back what the pod says.
 * Source: provider, kubernetes/structures_container.go, structures_pod.go
 */
function nonRoot({ containers, security }: Pod): string | undefined {
  const setters = settersOf(
    containers,
    security,
    (context) => context !== undefined && context.run_as_non_root !== true,
  );
  if (setters !== undefined) return `runAsNonRoot != true (${setters} must not set securityContext.runAsNonRoot=false)`;
  const bad = security === undefined ? namesOf(containers, (one) => one.security === undefined) : [];
  return bad.length === 0
    ? undefined
    : `runAsNonRoot != true (pod or ${containersNamed(bad)} must set securityContext.runAsNonRoot=true)`;
}

function rootUser({ containers, security }: Pod): string | undefined {
  const setters = settersOf(containers, security, (context) => isZero(context?.run_as_user));
  return setters === undefined ? undefined : `runAsUser=0 (${setters} must not set runAsUser=0)`;
}

function seccompRequired(pod: Pod): string | undefined {
  const explicit = seccomp(pod);
  if (explicit !== undefined) return explicit;
  if (profileOf(pod.security) !== undefined) return undefined;
  const bad = namesOf(pod.containers, ({ security }) => profileOf(security) === undefined);
  return bad.length === 0
    ? undefined
    : `seccompProfile (pod or ${containersNamed(bad)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")`;
}

function droppedCapabilities({ containers }: Pod): string | undefined {
  const strange = (subject: Subject) => capabilities(subject, 'add').filter((one) => one !== 'NET_BIND_SERVICE');
  const keeping = namesOf(containers, (subject) => !capabilities(subject, 'drop').includes('ALL'));
  const adding = namesOf(containers, (subject) => strange(subject).length > 0);
  const words = [
    ...(keeping.length > 0 ? [`${containersNamed(keeping)} must set securityContext.capabilities.drop=["ALL"]`] : []),
    ...(adding.length > 0
      ? [
          `${containersNamed(adding)} must not include ${quoted(containers.flatMap(strange))} in securityContext.capabilities.add`,
        ]
      : []),
  ];
  return words.length === 0 ? undefined : `unrestricted capabilities (${words.join('; ')})`;
}

function capabilities({ security }: Subject, verb: 'add' | 'drop'): readonly string[] {
  return security === undefined ? [] : listOf(blockAt(security, 'capabilities')?.[verb]);
}

/** The provider's default for a profile without a type is Unconfined. Source: provider, kubernetes/schema_container.go */
function profileOf(context: ObjectValue | undefined): string | undefined {
  const profile = context === undefined ? undefined : blockAt(context, 'seccomp_profile');
  return profile === undefined ? undefined : (textOf(profile.type) ?? 'Unconfined');
}

function isBadProfile(profile: string | undefined): boolean {
  return profile !== undefined && profile !== 'RuntimeDefault' && profile !== 'Localhost';
}

function isZero(value: Value | undefined): boolean {
  return textOf(value) === '0';
}

/** Who sets something bad, as `pod and container "app"`; undefined when nobody does. */
function settersOf(
  containers: readonly Subject[],
  pod: ObjectValue | undefined,
  isBad: (context: ObjectValue | undefined) => boolean,
): string | undefined {
  const bad = namesOf(containers, ({ security }) => isBad(security));
  const setters = [...(isBad(pod) ? ['pod'] : []), ...(bad.length > 0 ? [containersNamed(bad)] : [])];
  return setters.length === 0 ? undefined : setters.join(' and ');
}

function namesOf(containers: readonly Subject[], isBad: (subject: Subject) => boolean): string[] {
  return containers.filter(isBad).map(({ name }) => name);
}

function containersNamed(names: readonly string[]): string {
  return `${plural('container', names.length)} ${listed(names)}`;
}

function plural(word: string, count: number): string {
  return count === 1 ? word : `${word}s`;
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].toSorted();
}

function quoted(texts: readonly (string | undefined)[]): string {
  return listed(sorted(texts.flatMap((text) => text ?? [])));
}

function listed(texts: readonly string[]): string {
  return texts.map((text) => `"${text}"`).join(', ');
}
