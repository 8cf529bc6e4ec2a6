import type { PlatformValues } from '@smile/core';
import { REPOSITORY } from '../../country.ts';

/** What runs inside the clusters beside the services. Quotas stop a namespace that runs away; they reserve nothing. */
export const PLATFORM: PlatformValues = {
  copies: 'several',
  mesh: { tracedPercent: 5, gatewayPods: { min: 3, max: 10 } },
  survives: 'the loss of a zone',
  quotas: {
    'cert-manager': { cpu: '1', memory: '2Gi', pods: 12 },
    'external-secrets': { cpu: '1', memory: '2Gi', pods: 10 },
    'database-jobs': { cpu: '1', memory: '1Gi', pods: 5 },
    'istio-system': { cpu: '6', memory: '16Gi', pods: 40 },
    'istio-ingress': { cpu: '12', memory: '12Gi', pods: 45 },
    monitoring: { cpu: '24', memory: '96Gi', pods: 60, volumes: 12 },
    'node-agents': { cpu: '20', memory: '40Gi', pods: 120 },
    auth: { cpu: '8', memory: '16Gi', pods: 10 },
    smile: { cpu: '40', memory: '96Gi', pods: 120 },
    wms: { cpu: '14', memory: '40Gi', pods: 60 },
    jenkins: { cpu: '4', memory: '8Gi', pods: 4, volumes: 1 },
    'jenkins-check': { cpu: '8', memory: '24Gi', pods: 4 },
    'jenkins-plan': { cpu: '8', memory: '24Gi', pods: 6 },
    'jenkins-apply': { cpu: '8', memory: '24Gi', pods: 4 },
    etl: { cpu: '60', memory: '240Gi', pods: 60, volumes: 30 },
    olap: { cpu: '48', memory: '180Gi', pods: 20, volumes: 10 },
  },
  // None yet: each gets its image, its port and its health checks here (docs/runbooks/add-a-service.md).
  services: {},
  jenkins: {
    repository: REPOSITORY,
    home: '50 GiB',
    mergeRequests: 'not here',
    images: 'copied',
    deploys: 'approved plans',
  },
  signIn: { title: 'SMILE', languages: ['id', 'en'] },
  telemetry: {
    metrics: { retention: '30 days', volume: '150 GiB' },
    logs: { volume: '50 GiB' },
    traces: { volume: '20 GiB', recent: { retention: '7 days', volume: '20 GiB' } },
  },
};
