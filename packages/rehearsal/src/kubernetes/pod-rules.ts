import type { ObjectValue } from '../protocol/value.ts';
import { blockAt, blocksOf, textOf, textsOf } from './blocks.ts';
import { byRule, duplicate, type FieldProblem, invalid, repeated, required, unsupported } from './field-problem.ts';
import { labelProblems } from './metadata-rules.ts';
import { dnsLabel, portName, portNumber } from './names.ts';
import type { Container, PodTemplate } from './pods.ts';
import { parseQuantity, QUANTITY_WORDS } from './quantity.ts';

/**
 * What the API server refuses of the pods that a workload describes.
 * Source: kubernetes, pkg/apis/core/validation/validation.go; https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 *
 * @param claims names of volumes that the workload adds for each pod, as `volumeClaimTemplates` do.
 */
export function podProblems(pods: PodTemplate, claims: readonly string[] = []): FieldProblem[] {
  const { spec, containers, labels, path } = pods;
  const at = path === '' ? '' : `${path}.`;
  const volumes = blocksOf(spec.volume);
  const volumeNames = volumes.map(({ name }) => textOf(name));
  return [
    ...(path === '' ? [] : labelProblems(labels, `${at}metadata.labels`)),
    ...volumeNames.flatMap((name, index) => byRule(dnsLabel, `${at}spec.volumes[${index}].name`, name)),
    ...repeated(volumeNames).map((index) => duplicate(`${at}spec.volumes[${index}].name`, volumeNames[index])),
    ...repeatedNames(containers),
    ...containers.flatMap((container) => containerProblems(container, [...volumeNames, ...claims])),
    ...blocksOf(spec.toleration).flatMap((one, index) => tolerationProblems(one, `${at}spec.tolerations[${index}]`)),
    ...labelProblems(textsOf(spec.node_selector), `${at}spec.nodeSelector`),
  ];
}

/** What the API server refuses of a pod's restart policy: each kind of workload allows its own. */
export function restartProblems(pods: PodTemplate, allowed: readonly string[]): FieldProblem[] {
  const policy = pods.spec.restart_policy === null ? 'Always' : textOf(pods.spec.restart_policy);
  return policy === undefined || allowed.includes(policy)
    ? []
    : [unsupported(`${pods.path}.spec.restartPolicy`, policy, allowed)];
}

/** What the API server refuses of amounts in a map, as in `requests`. */
export function quantityProblems(amounts: { readonly [resource: string]: string }, field: string): FieldProblem[] {
  return Object.entries(amounts).flatMap(([resource, amount]) => {
    const parsed = parseQuantity(amount);
    if (parsed === undefined) return [invalid(`${field}[${resource}]`, amount, QUANTITY_WORDS)];
    return parsed < 0 ? [invalid(`${field}[${resource}]`, amount, 'must be greater than or equal to 0')] : [];
  });
}

function repeatedNames(containers: readonly Container[]): FieldProblem[] {
  const names = containers.map(({ name }) => (name === '' ? undefined : name));
  return repeated(names).map((index) => duplicate(`${containers[index]?.path}.name`, names[index]));
}

function containerProblems({ name, path, block }: Container, volumes: readonly (string | undefined)[]): FieldProblem[] {
  return [
    ...(block.name === null || block.name === '' ? [required(`${path}.name`)] : []),
    ...byRule(dnsLabel, `${path}.name`, name === '' ? undefined : name),
    ...(block.image === null || block.image === '' ? [required(`${path}.image`)] : []),
    ...containerPortProblems(blocksOf(block.port), path),
    ...resourceProblems(blockAt(block, 'resources'), path),
    ...mountProblems(blocksOf(block.volume_mount), path, volumes),
  ];
}

function containerPortProblems(ports: readonly ObjectValue[], path: string): FieldProblem[] {
  const names = ports.map(({ name }) => textOf(name));
  const hostPorts = ports.map((port) => hostPort(port));
  return [
    ...ports.flatMap((port, index) => [
      ...byRule(portNumber, `${path}.ports[${index}].containerPort`, textOf(port.container_port)),
      ...byRule(portName, `${path}.ports[${index}].name`, textOf(port.name)),
    ]),
    ...repeated(names).map((index) => duplicate(`${path}.ports[${index}].name`, names[index])),
    ...repeated(hostPorts).map((index) => duplicate(`${path}.ports[${index}].hostPort`, hostPorts[index])),
  ];
}

function hostPort({ host_port: number, protocol, host_ip: address }: ObjectValue): string | undefined {
  const text = textOf(number);
  if (text === undefined || text === '0') return undefined;
  return `${textOf(protocol) ?? 'TCP'}/${textOf(address) ?? ''}/${text}`;
}

function resourceProblems(resources: ObjectValue | undefined, path: string): FieldProblem[] {
  const [requests, limits] = [textsOf(resources?.requests), textsOf(resources?.limits)];
  const tooMuch = Object.entries(requests).filter(([resource, amount]) => {
    const [asked, most] = [parseQuantity(amount), parseQuantity(limits[resource] ?? '')];
    return asked !== undefined && most !== undefined && asked > most;
  });
  return [
    ...quantityProblems(requests, `${path}.resources.requests`),
    ...quantityProblems(limits, `${path}.resources.limits`),
    ...tooMuch.map(([resource, amount]) =>
      invalid(
        `${path}.resources.requests`,
        amount,
        `must be less than or equal to ${resource} limit of ${limits[resource]}`,
      ),
    ),
  ];
}

function mountProblems(
  mounts: readonly ObjectValue[],
  path: string,
  volumes: readonly (string | undefined)[],
): FieldProblem[] {
  const places = mounts.map((mount) => textOf(mount.mount_path));
  // A volume whose name is not known yet may be the one that is mounted.
  const isCertain = !volumes.includes(undefined);
  return [
    ...mounts.flatMap((mount, index) => {
      const name = textOf(mount.name);
      return name === undefined || volumes.includes(name) || !isCertain
        ? []
        : [{ field: `${path}.volumeMounts[${index}].name`, reason: `Not found: ${JSON.stringify(name)}` }];
    }),
    ...repeated(places).map((index) =>
      invalid(`${path}.volumeMounts[${index}].mountPath`, places[index], 'must be unique'),
    ),
  ];
}

function tolerationProblems(toleration: ObjectValue, field: string): FieldProblem[] {
  const [operator, value, key] = [toleration.operator, toleration.value, toleration.key].map(textOf);
  if (operator === 'Exists' && value !== undefined) {
    return [invalid(`${field}.operator`, value, "value must be empty when `operator` is 'Exists'")];
  }
  return key === undefined && (toleration.key === null || toleration.key === '') && operator !== 'Exists'
    ? [
        invalid(
          `${field}.operator`,
          operator ?? 'Equal',
          'operator must be Exists when `key` is empty, which means "match all values and all keys"',
        ),
      ]
    : [];
}
