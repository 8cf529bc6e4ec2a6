import type { PlatformValues } from '@smile/core';
import { REPOSITORY } from '../../country.ts';
import { SMILE_TABLES } from '../../data-flow.ts';

/** What runs inside the clusters beside the services. Quotas stop a namespace that runs away; they reserve nothing. */
export const PLATFORM: PlatformValues = {
  copies: 'several',
  mesh: { tracedPercent: 100, gatewayPods: { min: 3, max: 6 } },
  survives: 'the loss of a node',
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
    'jenkins-build': { cpu: '8', memory: '24Gi', pods: 4 },
    etl: { cpu: '60', memory: '240Gi', pods: 60, volumes: 30 },
    olap: { cpu: '48', memory: '180Gi', pods: 20, volumes: 10 },
  },
  // None yet: each gets its image, its port and its health checks here (docs/runbooks/add-a-service.md).
  services: {},
  jenkins: {
    repository: REPOSITORY,
    home: '50 GiB',
    mergeRequests: 'not here',
    // Production copies from here.
    images: 'built',
    deploys: 'approved plans',
  },
  dataPlatform: {
    kafka: {
      brokers: 3,
      controllers: 3,
      replication: 3,
      minInSync: 2,
      disks: 'of-nodes',
      // 3 TB: two disks, since the node of the third zone has no more.
      volumes: { count: 2, size: '1500 GiB' },
      retention: '7 days',
      partitionSize: '20 GiB',
      broker: { cpu: '6', memory: '24Gi', heap: '6Gi' },
      controller: { cpu: '250m', memory: '1536Mi', heap: '768Mi' },
      recoveryHours: 4,
    },
    zookeeper: {
      members: 3,
      disks: 'of-nodes',
      // 3 TB together, each on a disk of its own.
      data: '1500 GiB',
      log: '1500 GiB',
      pod: { cpu: '2', memory: '6Gi', heap: '4Gi' },
    },
    clickhouse: {
      replicas: 2,
      disks: 'of-nodes',
      volume: '20480 GiB',
      pod: { cpu: '6', memory: '24Gi' },
      // Of two: waiting for both would stop every insert when one is renewed.
      insertQuorum: 1,
      // Two in the morning in Jakarta.
      backup: { at: '19:00', fullEvery: '7 days', kept: 6 },
      recoveryHours: 12,
    },
  },
  dataFlow: {
    tables: SMILE_TABLES,
    // As docs/runbooks/change-data-capture.md sets it.
    binaryLogHours: 72,
    connect: {
      image:
        'strimzi-1.2.0-kafka-4.3.1-debezium-3.6.1-clickhouse-1.5.0@sha256:0000000000000000000000000000000000000000000000000000000000000000',
      pod: { cpu: '500m', memory: '3Gi', heap: '1536Mi' },
    },
    risingwave: {
      meta: { cpu: '500m', memory: '2Gi' },
      frontend: { cpu: '250m', memory: '1Gi' },
      compute: { cpu: '4', memory: '16Gi' },
      compactor: { cpu: '2', memory: '8Gi' },
    },
    pentaho: { licence: 'unanswered' },
  },
  signIn: { title: 'SMILE', languages: ['id', 'en'] },
  telemetry: {
    metrics: { retention: '15 days', volume: '50 GiB' },
    logs: { volume: '50 GiB' },
    traces: { volume: '20 GiB', recent: { retention: '7 days', volume: '20 GiB' } },
  },
};
