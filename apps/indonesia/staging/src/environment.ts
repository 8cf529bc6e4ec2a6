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
    backupAt: '01:00',
    maintenanceAt: { day: 'sunday', time: '05:00' },
    changesApply: 'at-once',
    logRetention: '30 days',
    secretRecovery: '7 days',
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
