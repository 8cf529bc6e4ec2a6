import type { PlatformValues } from '@smile/core';
import { REPOSITORY } from '../../country.ts';
import { SMILE_TABLES } from '../../data-flow.ts';

/** What runs inside the clusters beside the services. Quotas stop a namespace that runs away; they reserve nothing. */
export const PLATFORM: PlatformValues = {
  copies: 'one',
  mesh: { tracedPercent: 100, gatewayPods: { min: 1, max: 2 } },
  survives: 'the loss of a node',
  quotas: {
    'cert-manager': { cpu: '1', memory: '1Gi', pods: 8 },
    'external-secrets': { cpu: '1', memory: '1Gi', pods: 6 },
    'database-jobs': { cpu: '1', memory: '1Gi', pods: 5 },
    'istio-system': { cpu: '3', memory: '6Gi', pods: 20 },
    'istio-ingress': { cpu: '3', memory: '4Gi', pods: 10 },
    monitoring: { cpu: '6', memory: '24Gi', pods: 30, volumes: 8 },
    'node-agents': { cpu: '6', memory: '12Gi', pods: 60 },
    auth: { cpu: '2', memory: '4Gi', pods: 5 },
    smile: { cpu: '8', memory: '24Gi', pods: 60 },
    wms: { cpu: '3', memory: '12Gi', pods: 30 },
    jenkins: { cpu: '2', memory: '6Gi', pods: 4, volumes: 1 },
    'jenkins-check': { cpu: '8', memory: '24Gi', pods: 6 },
    'jenkins-plan': { cpu: '4', memory: '12Gi', pods: 4 },
    'jenkins-apply': { cpu: '4', memory: '12Gi', pods: 4 },
    'jenkins-build': { cpu: '8', memory: '24Gi', pods: 4 },
    'jenkins-preview': { cpu: '2', memory: '6Gi', pods: 4 },
    etl: { cpu: '8', memory: '30Gi', pods: 30, volumes: 10 },
    olap: { cpu: '4', memory: '16Gi', pods: 6, volumes: 2 },
  },
  // None yet: each gets its image, its port and its health checks here (docs/runbooks/add-a-service.md).
  services: {},
  jenkins: {
    repository: REPOSITORY,
    home: '50 GiB',
    // Here alone code runs that nobody has read yet.
    mergeRequests: 'checked',
    images: 'built',
    deploys: 'at once',
  },
  // Five slots (docs/adr/0043): all eleven services at their smallest, with stores of their own.
  previews: { slot: { cpu: '4', memory: '8Gi', pods: 20 }, lasts: '7 days', longest: '30 days' },
  // One of each, on volumes of EBS.
  dataPlatform: {
    kafka: {
      brokers: 1,
      controllers: 1,
      replication: 1,
      minInSync: 1,
      disks: 'ebs',
      volumes: { count: 1, size: '60 GiB' },
      retention: '3 days',
      partitionSize: '1 GiB',
      broker: { cpu: '500m', memory: '3Gi', heap: '1Gi' },
      controller: { cpu: '100m', memory: '1Gi', heap: '512Mi' },
      recoveryHours: 24,
    },
    zookeeper: {
      members: 1,
      disks: 'ebs',
      data: '10 GiB',
      log: '10 GiB',
      pod: { cpu: '100m', memory: '768Mi', heap: '384Mi' },
    },
    clickhouse: {
      replicas: 1,
      disks: 'ebs',
      volume: '100 GiB',
      pod: { cpu: '1', memory: '6Gi' },
      insertQuorum: 1,
      backup: { at: '19:00', fullEvery: '1 day', kept: 3 },
      recoveryHours: 24,
    },
  },
  dataFlow: {
    tables: SMILE_TABLES,
    // As docs/runbooks/change-data-capture.md sets it.
    binaryLogHours: 72,
    connect: {
      image:
        'strimzi-1.2.0-kafka-4.3.1-debezium-3.6.1-clickhouse-1.5.0@sha256:0000000000000000000000000000000000000000000000000000000000000000',
      pod: { cpu: '200m', memory: '2Gi', heap: '1Gi' },
    },
    risingwave: {
      meta: { cpu: '100m', memory: '1Gi' },
      frontend: { cpu: '100m', memory: '512Mi' },
      compute: { cpu: '1', memory: '6Gi' },
      compactor: { cpu: '500m', memory: '2Gi' },
    },
    pentaho: { licence: 'unanswered' },
  },
  signIn: { title: 'SMILE', languages: ['id', 'en'] },
  telemetry: {
    metrics: { retention: '7 days', volume: '30 GiB' },
    logs: { volume: '20 GiB' },
    traces: { volume: '10 GiB', recent: { retention: '3 days', volume: '10 GiB' } },
  },
};
