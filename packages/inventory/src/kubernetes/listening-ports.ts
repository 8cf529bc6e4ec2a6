import { asList, asObject, asString } from '../json-narrowing.ts';
import type { PodTemplate } from './pod-template.ts';

/** A port that a container says it listens on. */
export interface ListeningPort {
  readonly port: number;
  /** As in `TCP`. */
  readonly protocol: string;
  /** @default - it has no name */
  readonly name?: string;
  readonly container: string;
}

/** Ports of containers that go on running; an init container has ended before anybody connects. */
export function listeningPorts({ containers }: PodTemplate): readonly ListeningPort[] {
  return containers
    .filter(({ role }) => role !== 'init')
    .flatMap(({ name: container, body }) =>
      asList(body.ports).flatMap((value) => {
        const { containerPort, protocol, name } = asObject(value);
        if (typeof containerPort !== 'number') return [];
        const named = asString(name);
        return [
          {
            port: containerPort,
            protocol: asString(protocol) ?? 'TCP',
            container,
            ...(named === undefined ? {} : { name: named }),
          },
        ];
      }),
    );
}
