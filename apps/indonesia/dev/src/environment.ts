import { defineEnvironment, INTERFACE_ENDPOINT_SERVICES } from '@smile/core';
import { indonesia, JENKINS_POLLS } from '../../country.ts';
import { ORIGIN_PULL_AUTHORITY } from './origin-pull-authority.ts';
import { PLATFORM } from './platform.ts';

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
      controlPlaneZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
      publicAccessCidrs: [],
      logRetention: '14 days',
      operatorsMay: 'edit',
      groups: {
        app: {
          kind: 'scaling',
          instanceType: 'm6g.xlarge',
          nodes: { min: 3, start: 3, max: 6 },
          volume: '100 GiB',
          podsPerNode: 110,
          openTo: 'every-pod',
          spread: 'group-per-zone',
        },
        wms: {
          kind: 'scaling',
          instanceType: 'm6g.large',
          nodes: { min: 1, start: 1, max: 2 },
          volume: '50 GiB',
          podsPerNode: 30,
          openTo: 'own-pods',
          spread: { acrossZonesBecause: 'WMS keeps its data in MySQL, Redis and S3: none of its pods has a volume' },
        },
        // Plan and apply agents of Jenkins. By hand, because an apply that rolls them would end itself.
        deploy: {
          kind: 'scaling',
          instanceType: 'm6g.large',
          nodes: { min: 1, start: 1, max: 2 },
          volume: '50 GiB',
          podsPerNode: 20,
          openTo: 'own-pods',
          spread: { acrossZonesBecause: 'an agent keeps nothing; the job starts again in another zone' },
          renewal: 'by-hand',
        },
        // Checks and builds of branches, which nobody has read yet: no store lets these nodes in.
        ci: {
          kind: 'scaling',
          instanceType: 'm6g.large',
          nodes: { min: 0, start: 0, max: 3 },
          volume: '100 GiB',
          podsPerNode: 20,
          openTo: 'own-pods',
          spread: { acrossZonesBecause: 'a build keeps nothing; it starts again in another zone' },
          securityGroup: 'own',
        },
        // Previews of branches, which nobody has read either, but which stay for days: apart from builds too. Nodes come with the first.
        preview: {
          kind: 'scaling',
          instanceType: 'm6g.xlarge',
          nodes: { min: 0, start: 0, max: 6 },
          volume: '100 GiB',
          podsPerNode: 58,
          openTo: 'own-pods',
          spread: { acrossZonesBecause: 'a preview keeps nothing: its stores have no volumes, and are filled anew' },
          securityGroup: 'own-in-the-mesh',
        },
        // Kafka, ClickHouse and RisingWave with one replica each, on EBS volumes.
        data: {
          kind: 'scaling',
          instanceType: 'm6g.2xlarge',
          nodes: { min: 1, start: 1, max: 2 },
          volume: '100 GiB',
          podsPerNode: 60,
          openTo: 'own-pods',
          spread: { inOneZone: 'apse3-az1', outageAccepted: 'developers wait until the zone is back' },
        },
        etl: {
          kind: 'scaling',
          instanceType: 't3.xlarge',
          nodes: { min: 1, start: 1, max: 2 },
          volume: '100 GiB',
          podsPerNode: 30,
          openTo: 'own-pods',
          spread: { inOneZone: 'apse3-az1', outageAccepted: 'developers wait until the zone is back' },
        },
      },
      // One group takes what has three in production.
      components: {
        platform: 'app',
        smile: 'app',
        wms: 'wms',
        agents: 'deploy',
        checks: 'ci',
        previews: 'preview',
        clickhouse: 'data',
        kafka: 'data',
        zookeeper: 'data',
        olap: 'data',
        etl: 'etl',
      },
    },
  },
  platform: PLATFORM,
  edge: {
    cloudflare: {
      domain: 'smile-dev.example',
      plan: 'pro',
      zoneId: '33333333333333333333333333333333',
      accountId: '33333333333333333333333333333333',
      ownsZone: true,
      zone: { frontendHosts: ['app.smile-dev.example', 'wms.smile-dev.example'] },
    },
    originDomain: 'origin-dev.smile-dev.example',
    originPull: { authorities: ORIGIN_PULL_AUTHORITY, certificateId: '00000000-0000-0000-0000-000000000000' },
    loadBalancers: {
      // Two instead of four: one cluster takes both roles, so one gateway each for visitors and for operators is enough.
      web: {
        admits: 'cloudflare',
        serves: 'application',
        hosts: {
          App: 'app.smile-dev.example',
          Api: 'api.smile-dev.example',
          Auth: 'auth.smile-dev.example',
          Wms: 'wms.smile-dev.example',
          WmsApi: 'wms-api.smile-dev.example',
          Preview: '*.smile-dev.example',
        },
      },
      platform: {
        admits: 'operators',
        serves: 'application',
        hosts: {
          Grafana: 'grafana.smile-dev.example',
          Jaeger: 'jaeger.smile-dev.example',
          Jenkins: 'jenkins.smile-dev.example',
          KeycloakAdmin: 'auth-admin.smile-dev.example',
          ClickHouse: 'clickhouse.smile-dev.example',
          RisingWave: 'risingwave.smile-dev.example',
          Pentaho: 'etl.smile-dev.example',
        },
      },
    },
    machineCallers: [JENKINS_POLLS],
    webAcls: {
      // Mobile carriers put thousands of people behind one address: this stops floods, not crowds.
      visitors: { requestsPerClient: 15000, signInsPerClient: 300 },
      // An office with dashboards that refresh themselves; passwords of consoles are guessed here, not at Cloudflare.
      operators: { requestsPerClient: 6000, signInsPerClient: 100 },
    },
    apiGateway: 'off',
    logRetention: '14 days',
  },
  deployment: {
    deployedBy: 'own-cluster',
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
  // vCPUs of Standard instances: 196 with every node group at its largest during an update. A new account has 5. Ask for it
  // before the first apply (docs/runbooks/bootstrap.md); `smile doctor --quotas dev` has the command.
  quotas: { 'ec2/L-1216C47A': 256 },
  dataClass: 'internal',
  allowDataLoss: true,
});
