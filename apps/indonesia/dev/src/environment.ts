import { defineEnvironment, INTERFACE_ENDPOINT_SERVICES } from '@smile/core';
import { indonesia } from '../../country.ts';
import { ORIGIN_PULL_AUTHORITY } from './origin-pull-authority.ts';

/** Developers' tests and previews of branches (ENV-DEV). */
export const environment = defineEnvironment({
  country: indonesia,
  stage: 'dev',
  account: { id: '333333333333', ownsSingletons: true },
  network: {
    cidr: '10.2.0.0/16',
    availabilityZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
    natGateways: 'single',
    flowLogRetention: '30 days',
    interfaceEndpoints: INTERFACE_ENDPOINT_SERVICES,
    privateDomain: 'dev.smile.internal',
  },
  storage: {
    accessLogRetention: '30 days',
    loadBalancerLogRetention: '30 days',
    workloads: {
      deletedObjectRetention: '7 days',
      logRetention: '14 days',
      traceRetention: '7 days',
      dataPlatformBackupRetention: '7 days',
    },
    registry: { pulledByAccounts: ['222222222222'] },
  },
  databases: {
    mysql: {
      main: { version: '8.0', instanceClass: 't4g.large', storage: '50 GiB', storageLimit: '100 GiB', multiAz: false },
      wms: { version: '8.0', instanceClass: 't4g.medium', storage: '20 GiB', storageLimit: '50 GiB', multiAz: false },
    },
    redis: { version: '6.2', nodeType: 't4g.small', replicas: 0 },
    rabbitmq: { version: '3.13', instanceType: 't3.micro', nodes: 'single' },
    withoutStandby: {
      reason: 'developers can wait for an hour while a store is restored, and the data is made up',
      owner: 'data',
      expires: '2027-11-30',
    },
    backupAt: '01:00',
    maintenanceAt: { day: 'sunday', time: '05:00' },
    changesApply: 'at-once',
    logRetention: '14 days',
    secretRecovery: '7 days',
  },
  clusters: {
    layout: 'shared',
    shared: {
      version: '1.35',
      publicAccessCidrs: [],
      logRetention: '14 days',
      operatorsMay: 'edit',
      groups: {
        app: {
          kind: 'scaling',
          instanceType: 'm6g.xlarge',
          nodes: { min: 2, start: 3, max: 6 },
          volume: '100 GiB',
          podsPerNode: 110,
          openTo: 'every-pod',
        },
        wms: {
          kind: 'scaling',
          instanceType: 'm6g.large',
          nodes: { min: 1, start: 1, max: 2 },
          volume: '50 GiB',
          podsPerNode: 30,
          openTo: 'own-pods',
        },
        // Kafka, ClickHouse and RisingWave with one replica each, on EBS volumes; one zone, because those cannot move.
        data: {
          kind: 'scaling',
          instanceType: 'm6g.2xlarge',
          nodes: { min: 1, start: 1, max: 2 },
          volume: '100 GiB',
          podsPerNode: 60,
          openTo: 'own-pods',
          zones: ['apse3-az1'],
        },
        etl: {
          kind: 'scaling',
          instanceType: 't3.xlarge',
          nodes: { min: 1, start: 1, max: 2 },
          volume: '100 GiB',
          podsPerNode: 30,
          openTo: 'own-pods',
          zones: ['apse3-az1'],
        },
      },
    },
  },
  edge: {
    cloudflare: {
      zoneId: '00000000000000000000000000000000',
      accountId: '00000000000000000000000000000000',
      ownsZone: false,
    },
    originDomain: 'origin-dev.smile.example',
    originPull: { authorities: ORIGIN_PULL_AUTHORITY, certificateId: '00000000-0000-0000-0000-000000000000' },
    loadBalancers: {
      // Two instead of four: one cluster takes both roles, so one gateway each for visitors and for operators is enough.
      web: {
        admits: 'cloudflare',
        serves: 'application',
        hosts: {
          App: 'app-dev.smile.example',
          Api: 'api-dev.smile.example',
          Wms: 'wms-dev.smile.example',
          WmsApi: 'wms-api-dev.smile.example',
        },
      },
      platform: {
        admits: 'operators',
        serves: 'application',
        hosts: {
          Grafana: 'grafana-dev.smile.example',
          Jaeger: 'jaeger-dev.smile.example',
          Keycloak: 'auth-dev.smile.example',
          Kafka: 'kafka-dev.smile.example',
          ClickHouse: 'clickhouse-dev.smile.example',
        },
      },
    },
    webAcl: { requestsPerClient: 15000 },
    apiGateway: 'off',
    logRetention: '14 days',
  },
  deployment: {
    jenkins: {
      issuerUrl: 'https://jenkins.smile.example/oidc',
      planSubjects: ['https://jenkins.smile.example/job/infrastructure/job/*'],
      applySubjects: ['https://jenkins.smile.example/job/infrastructure-deploy/job/main/'],
    },
    breakGlassPrincipals: ['arn:aws:iam::333333333333:user/break-glass-1'],
  },
  governance: {
    alarmEmails: ['alarms@smile.example'],
    monthlyBudgetUsd: 6000,
    auditRetention: '365 days',
    backupAt: '03:00',
    runtimeMonitoring: false,
  },
  access: {
    bastion: { instanceType: 't3.small' },
    operatorPrincipals: [
      'arn:aws:iam::333333333333:role/aws-reserved/sso.amazonaws.com/ap-southeast-3/AWSReservedSSO_Operator_*',
    ],
    sessionLogRetention: '365 days',
    patchSchedule: 'cron(0 2 ? * SUN *)',
  },
  dataClass: 'internal',
  allowDataLoss: true,
});
