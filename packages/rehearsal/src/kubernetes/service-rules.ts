import type { ObjectValue } from '../protocol/value.ts';
import { blockAt, blocksOf, textOf, textsOf } from './blocks.ts';
import { byRule, duplicate, type FieldProblem, invalid, repeated, required } from './field-problem.ts';
import { labelProblems } from './metadata-rules.ts';
import { dnsLabel, portName, portNumber } from './names.ts';

/** What the API server refuses of a Service. https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/ */
export function serviceProblems(object: ObjectValue): FieldProblem[] {
  const spec = blockAt(object, 'spec');
  if (spec === undefined) return [];
  const ports = blocksOf(spec.port);
  const needsPorts = Array.isArray(spec.port) && textOf(spec.cluster_ip) !== 'None' && spec.type !== 'ExternalName';
  return [
    ...(needsPorts && ports.length === 0 && (spec.port as readonly unknown[]).length === 0
      ? [required('spec.ports')]
      : []),
    ...labelProblems(textsOf(spec.selector), 'spec.selector'),
    ...ports.flatMap((port, index) => portProblems(port, `spec.ports[${index}]`, ports.length > 1)),
    ...repeatedPorts(ports),
  ];
}

function portProblems(port: ObjectValue, field: string, isOneOfMany: boolean): FieldProblem[] {
  const target = textOf(port.target_port);
  const nodePort = Number(textOf(port.node_port) ?? 0);
  return [
    ...(isOneOfMany && (port.name === null || port.name === '') ? [required(`${field}.name`)] : []),
    ...byRule(dnsLabel, `${field}.name`, textOf(port.name)),
    ...byRule(portNumber, `${field}.port`, textOf(port.port)),
    ...byRule(target !== undefined && /^\d+$/.test(target) ? portNumber : portName, `${field}.targetPort`, target),
    // https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
    ...(nodePort !== 0 && (nodePort < 30000 || nodePort > 32767)
      ? [
          invalid(
            `${field}.nodePort`,
            nodePort,
            'provided port is not in the valid range. The range of valid ports is 30000-32767',
          ),
        ]
      : []),
  ];
}

function repeatedPorts(ports: readonly ObjectValue[]): FieldProblem[] {
  const names = ports.map(({ name }) => textOf(name));
  const numbers = ports.map(({ port, protocol }) => {
    const number = textOf(port);
    return number === undefined ? undefined : `${number}/${textOf(protocol) ?? 'TCP'}`;
  });
  return [
    ...repeated(names).map((index) => duplicate(`spec.ports[${index}].name`, names[index])),
    ...repeated(numbers).map((index) => duplicate(`spec.ports[${index}]`, numbers[index])),
  ];
}
