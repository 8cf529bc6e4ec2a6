import { defineEnvironment, INTERFACE_ENDPOINT_SERVICES } from '@smile/core';
import { indonesia } from '../../country.ts';
import { ORIGIN_PULL_AUTHORITY } from './origin-pull-authority.ts';

/** Testing before production: the same parts at smaller counts (ENV-STG). */
export const environment = defineEnvironment({
  country: indonesia,
  stage: 'staging',
  account: { id: '222222222222', ownsSingletons: true },
  network: {
    cidr: '10.1.0.0/16',
    availabilityZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
    natGateways: 'single',
    flowLogRetention: '30 days',
    interfaceEndpoints: INTERFACE_ENDPOINT_SERVICES,
    privateDomain: 'uat.smile.internal',
  },
  storage: {
    accessLogRetention: '90 days',
    loadBalancerLogRetention: '90 days',
    workloads: {
      deletedObjectRetention: '30 days',
      logRetention: '30 days',
      traceRetention: '14 days',
      dataPlatformBackupRetention: '14 days',
    },
    registry: { pulledByAccounts: ['111111111111'] },
  },
  databases: {
    mysql: {
      main: { version: '8.0', instanceClass: 'm5.xlarge', storage: '100 GiB', storageLimit: '200 GiB', multiAz: false },
      wms: { version: '8.0', instanceClass: 'm5.large', storage: '50 GiB', storageLimit: '100 GiB', multiAz: false },
    },
    redis: { version: '6.2', nodeType: 'm5.large', replicas: 1 },
    rabbitmq: { version: '3.13', instanceType: 'm5.large', nodes: 'single' },
    withoutStandby: {
      reason:
        'tests can wait for an hour while a store is restored; production, which has standbys, is what must not stop',
      owner: 'data',
      expires: '2027-11-30',
    },
    backupAt: '01:00',
    maintenanceAt: { day: 'sunday', time: '05:00' },
    changesApply: 'at-once',
    logRetention: '30 days',
    secretRecovery: '7 days',
  },
  clusters: {
    layout: 'separate',
    application: {
      version: '1.35',
      publicAccessCidrs: [],
      logRetention: '90 days',
      operatorsMay: 'view',
      groups: {
        app: {
          kind: 'scaling',
          instanceType: 'm6g.2xlarge',
          nodes: { min: 2, start: 3, max: 5 },
          volume: '200 GiB',
          podsPerNode: 110,
          openTo: 'every-pod',
        },
        wms: {
          kind: 'scaling',
          instanceType: 'm6g.xlarge',
          nodes: { min: 1, start: 1, max: 2 },
          volume: '200 GiB',
          podsPerNode: 60,
          openTo: 'own-pods',
        },
      },
    },
    data: {
      version: '1.35',
      publicAccessCidrs: [],
      logRetention: '90 days',
      operatorsMay: 'view',
      groups: {
        system: {
          kind: 'scaling',
          instanceType: 'm6g.xlarge',
          nodes: { min: 3, start: 3, max: 4 },
          volume: '100 GiB',
          podsPerNode: 60,
          openTo: 'every-pod',
        },
        // Sold in two zones only.
        clickhouse: {
          kind: 'local-disk',
          instanceType: 'd3en.2xlarge',
          nodes: 2,
          zoneCount: 2,
          layout: 'raid',
          release: '1.35.6-20260714',
          volume: '100 GiB',
          podsPerNode: 20,
        },
        // One node per zone, so that the loss of a zone stops no write. The third zone does not sell d3en.
        kafka: {
          kind: 'local-disk',
          instanceType: 'd3en.2xlarge',
          nodes: 3,
          zoneCount: 3,
          typesByZone: { 'apse3-az3': 'i3en.2xlarge' },
          layout: 'disks',
          release: '1.35.6-20260714',
          volume: '100 GiB',
          podsPerNode: 20,
        },
        zookeeper: {
          kind: 'local-disk',
          instanceType: 'd3en.2xlarge',
          nodes: 3,
          zoneCount: 3,
          typesByZone: { 'apse3-az3': 'i3en.2xlarge' },
          layout: 'disks',
          release: '1.35.6-20260714',
          volume: '100 GiB',
          podsPerNode: 20,
        },
        olap: {
          kind: 'scaling',
          instanceType: 'd3en.2xlarge',
          nodes: { min: 1, start: 1, max: 2 },
          volume: '100 GiB',
          podsPerNode: 40,
          openTo: 'own-pods',
          zones: ['apse3-az1', 'apse3-az2'],
        },
        // One zone, because a volume of its jobs cannot follow them into another.
        etl: {
          kind: 'scaling',
          instanceType: 't3.2xlarge',
          nodes: { min: 1, start: 1, max: 2 },
          volume: '250 GiB',
          podsPerNode: 40,
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
    originDomain: 'origin-uat.smile.example',
    originPull: { authorities: ORIGIN_PULL_AUTHORITY, certificateId: '00000000-0000-0000-0000-000000000000' },
    loadBalancers: {
      // Jenkins is here, not with the consoles: AWS must read the keys of its tokens. Cloudflare lets only operators to the rest of it.
      web: {
        admits: 'cloudflare',
        serves: 'application',
        hosts: { App: 'app-uat.smile.example', Api: 'api-uat.smile.example', Jenkins: 'jenkins.smile.example' },
      },
      wms: {
        admits: 'cloudflare',
        serves: 'application',
        hosts: { Wms: 'wms-uat.smile.example', WmsApi: 'wms-api-uat.smile.example' },
      },
      platform: {
        admits: 'operators',
        serves: 'application',
        hosts: {
          Grafana: 'grafana-uat.smile.example',
          Jaeger: 'jaeger-uat.smile.example',
          Keycloak: 'auth-uat.smile.example',
        },
      },
      data: {
        admits: 'operators',
        serves: 'data',
        hosts: {
          Kafka: 'kafka-uat.smile.example',
          ClickHouse: 'clickhouse-uat.smile.example',
          RisingWave: 'risingwave-uat.smile.example',
          Pentaho: 'etl-uat.smile.example',
        },
      },
    },
    hostsOnlyHere: {
      Jenkins: {
        reason: 'Jenkins runs in staging and deploys every environment (CI-JENKINS), so production has no name for it',
        owner: 'platform',
        expires: '2027-11-30',
      },
    },
    webAcl: { requestsPerClient: 15000 },
    apiGateway: 'off',
    logRetention: '30 days',
  },
  deployment: {
    jenkins: {
      issuerUrl: 'https://jenkins.smile.example/oidc',
      planSubjects: ['https://jenkins.smile.example/job/infrastructure/job/*'],
      applySubjects: ['https://jenkins.smile.example/job/infrastructure-deploy/job/main/'],
    },
    breakGlassPrincipals: ['arn:aws:iam::222222222222:user/break-glass-1'],
  },
  governance: {
    alarmEmails: ['alarms@smile.example'],
    monthlyBudgetUsd: 20000,
    auditRetention: '365 days',
    backupAt: '03:00',
    runtimeMonitoring: true,
  },
  access: {
    bastion: { instanceType: 't3.small' },
    operatorPrincipals: [
      'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/ap-southeast-3/AWSReservedSSO_Operator_*',
    ],
    sessionLogRetention: '365 days',
    patchSchedule: 'cron(0 2 ? * SUN *)',
  },
  dataClass: 'internal',
  allowDataLoss: false,
});
