import type { ServiceValues } from '@smile/core';
import { SIDECAR } from '../capacity/pod-demand.ts';
import { cpuMillis, mebibytes } from '../capacity/quantity.ts';

/** Requests of a service in a preview: one person looks at it. It may use more, up to the memory that it has elsewhere. */
const SERVICE = { cpu: '100m', memory: '384Mi' } as const;

/** Requests of the stores and of the job that fills them. */
export const STORE_RESOURCES = {
  mysql: { requests: { cpu: '200m', memory: '640Mi' }, limits: { memory: '1Gi' } },
  rabbitmq: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
  redis: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  seed: { requests: { cpu: '100m', memory: '384Mi' }, limits: { memory: '1Gi' } },
} as const;

/** Requests and limits of one service: never more than it asks for in the environment. */
export function serviceResources({ cpu, memory }: Pick<ServiceValues, 'cpu' | 'memory'>) {
  return {
    requests: {
      cpu: cpuMillis(cpu) < cpuMillis(SERVICE.cpu) ? cpu : SERVICE.cpu,
      memory: mebibytes(memory) < mebibytes(SERVICE.memory) ? memory : SERVICE.memory,
    },
    limits: { memory },
  };
}

/** What all pods of a preview ask for together. */
export function previewRequests(services: Readonly<Record<string, ServiceValues>>) {
  const pods = [
    ...Object.values(STORE_RESOURCES).map(({ requests }) => ({ ...requests, sidecar: false })),
    ...Object.values(services).map((values) => ({ ...serviceResources(values).requests, sidecar: true })),
  ];
  const sum = (of: (pod: (typeof pods)[number]) => number) => pods.reduce((total, pod) => total + of(pod), 0);
  return {
    cpuMillis: sum(({ cpu, sidecar }) => cpuMillis(cpu) + (sidecar ? cpuMillis(SIDECAR.cpu) : 0)),
    memoryMebibytes: sum(({ memory, sidecar }) => mebibytes(memory) + (sidecar ? mebibytes(SIDECAR.memory) : 0)),
    pods: pods.length,
  };
}
