import { defineEnvironment, INTERFACE_ENDPOINT_SERVICES } from '@smile/core';
import { indonesia, JENKINS_POLLS } from '../../country.ts';
import { ORIGIN_PULL_AUTHORITY } from './origin-pull-authority.ts';
import { PLATFORM } from './platform.ts';

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
      controlPlaneZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
      publicAccessCidrs: [],
      logRetention: '90 days',
      operatorsMay: 'view',
      groups: {
        app: {
          kind: 'scaling',
          instanceType: 'm6g.2xlarge',
          nodes: { min: 3, start: 3, max: 6 },
          volume: '200 GiB',
          podsPerNode: 110,
          openTo: 'every-pod',
          spread: 'group-per-zone',
        },
        wms: {
          kind: 'scaling',
          instanceType: 'm6g.xlarge',
          nodes: { min: 1, start: 1, max: 2 },
          volume: '200 GiB',
          podsPerNode: 60,
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
          onlyHere: {
            reason: 'checks and builds run code that nobody has read, which production never does (ENV-PRD)',
            owner: 'platform',
            expires: '2027-11-30',
          },
        },
      },
      components: { platform: 'app', smile: 'app', wms: 'wms', agents: 'deploy', checks: 'ci' },
    },
    data: {
      version: '1.35',
      controlPlaneZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
      publicAccessCidrs: [],
      logRetention: '90 days',
      operatorsMay: 'view',
      groups: {
        system: {
          kind: 'scaling',
          instanceType: 'm6g.xlarge',
          nodes: { min: 3, start: 3, max: 6 },
          volume: '100 GiB',
          podsPerNode: 60,
          openTo: 'every-pod',
          spread: 'group-per-zone',
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
          spread: {
            inOneZone: 'apse3-az1',
            outageAccepted: 'RisingWave takes up its state from S3 when the zone is back',
          },
        },
        etl: {
          kind: 'scaling',
          instanceType: 't3.2xlarge',
          nodes: { min: 1, start: 1, max: 2 },
          volume: '250 GiB',
          podsPerNode: 40,
          openTo: 'own-pods',
          spread: { inOneZone: 'apse3-az1', outageAccepted: 'batch jobs run again when the zone is back' },
        },
      },
      components: {
        platform: 'system',
        clickhouse: 'clickhouse',
        kafka: 'kafka',
        zookeeper: 'zookeeper',
        olap: 'olap',
        etl: 'etl',
      },
    },
  },
  platform: PLATFORM,
  edge: {
    cloudflare: {
      domain: 'smile-uat.example',
      plan: 'pro',
      zoneId: '22222222222222222222222222222222',
      accountId: '22222222222222222222222222222222',
      ownsZone: true,
      zone: { frontendHosts: ['app.smile-uat.example', 'wms.smile-uat.example'] },
    },
    originDomain: 'origin-uat.smile-uat.example',
    originPull: { authorities: ORIGIN_PULL_AUTHORITY, certificateId: '00000000-0000-0000-0000-000000000000' },
    loadBalancers: {
      web: {
        admits: 'cloudflare',
        serves: 'application',
        hosts: { App: 'app.smile-uat.example', Api: 'api.smile-uat.example', Auth: 'auth.smile-uat.example' },
      },
      wms: {
        admits: 'cloudflare',
        serves: 'application',
        hosts: { Wms: 'wms.smile-uat.example', WmsApi: 'wms-api.smile-uat.example' },
      },
      platform: {
        admits: 'operators',
        serves: 'application',
        hosts: {
          Grafana: 'grafana.smile-uat.example',
          Jaeger: 'jaeger.smile-uat.example',
          Jenkins: 'jenkins.smile-uat.example',
          KeycloakAdmin: 'auth-admin.smile-uat.example',
        },
      },
      data: {
        admits: 'operators',
        serves: 'data',
        hosts: {
          ClickHouse: 'clickhouse.smile-uat.example',
          RisingWave: 'risingwave.smile-uat.example',
          Pentaho: 'etl.smile-uat.example',
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
    logRetention: '30 days',
  },
  deployment: {
    deployedBy: 'own-cluster',
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
  // vCPUs of Standard instances: 468 with every node group at its largest during an update. A new account has 5. Ask for it
  // before the first apply (docs/runbooks/bootstrap.md); `smile doctor --quotas staging` has the command.
  quotas: { 'ec2/L-1216C47A': 640 },
  dataClass: 'internal',
  allowDataLoss: false,
});
