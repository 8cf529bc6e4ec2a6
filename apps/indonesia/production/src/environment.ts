import { defineEnvironment, INTERFACE_ENDPOINT_SERVICES } from '@smile/core';
import { CODE_HOSTS, indonesia, JENKINS_POLLS } from '../../country.ts';
import { ORIGIN_PULL_AUTHORITY } from './origin-pull-authority.ts';
import { PLATFORM } from './platform.ts';
import { USAGE } from './usage.ts';

/** Live workloads: isolated in an account of its own, spread over three zones (ENV-PRD). */
export const environment = defineEnvironment({
  country: indonesia,
  stage: 'production',
  account: { id: '111111111111', ownsSingletons: true },
  network: {
    cidr: '10.0.0.0/16',
    availabilityZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
    natGateways: 'one-per-zone',
    flowLogRetention: '30 days',
    interfaceEndpoints: INTERFACE_ENDPOINT_SERVICES,
    privateDomain: 'prd.smile.internal',
  },
  storage: {
    accessLogRetention: '365 days',
    loadBalancerLogRetention: '365 days',
    workloads: {
      deletedObjectRetention: '90 days',
      logRetention: '90 days',
      traceRetention: '30 days',
      dataPlatformBackupRetention: '30 days',
    },
    registry: { pulledByAccounts: [] },
  },
  databases: {
    mysql: {
      main: {
        version: '8.0',
        instanceClass: 'm5.4xlarge',
        storage: '500 GiB',
        storageLimit: '1000 GiB',
        multiAz: true,
      },
      wms: { version: '8.0', instanceClass: 'm5.xlarge', storage: '200 GiB', storageLimit: '400 GiB', multiAz: true },
    },
    redis: { version: '6.2', nodeType: 'm5.xlarge', replicas: 1 },
    rabbitmq: { version: '3.13', instanceType: 'm5.large', nodes: 'cluster' },
    backupAt: '01:00',
    maintenanceAt: { day: 'sunday', time: '05:00' },
    changesApply: 'in-maintenance',
    logRetention: '90 days',
    secretRecovery: '30 days',
  },
  clusters: {
    layout: 'separate',
    application: {
      version: '1.35',
      controlPlaneZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
      publicAccessCidrs: [],
      logRetention: '365 days',
      operatorsMay: 'view',
      groups: {
        app: {
          kind: 'scaling',
          instanceType: 'm6g.2xlarge',
          nodes: { min: 3, start: 5, max: 10 },
          volume: '200 GiB',
          podsPerNode: 110,
          openTo: 'every-pod',
          spread: 'group-per-zone',
        },
        wms: {
          kind: 'scaling',
          instanceType: 'm6g.xlarge',
          nodes: { min: 2, start: 2, max: 4 },
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
      },
      components: { platform: 'app', smile: 'app', wms: 'wms', agents: 'deploy', checks: 'deploy' },
    },
    data: {
      version: '1.35',
      controlPlaneZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
      publicAccessCidrs: [],
      logRetention: '365 days',
      operatorsMay: 'view',
      groups: {
        system: {
          kind: 'scaling',
          instanceType: 'm6g.2xlarge',
          nodes: { min: 3, start: 3, max: 6 },
          volume: '100 GiB',
          podsPerNode: 110,
          openTo: 'every-pod',
          spread: 'group-per-zone',
        },
        // Sold in two zones only. Five nodes: three and two.
        clickhouse: {
          kind: 'local-disk',
          instanceType: 'd3en.2xlarge',
          nodes: 5,
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
          nodes: { min: 1, start: 1, max: 3 },
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
      domain: 'smile.example',
      plan: 'pro',
      zoneId: '00000000000000000000000000000000',
      accountId: '00000000000000000000000000000000',
      ownsZone: true,
      zone: { frontendHosts: ['app.smile.example', 'wms.smile.example'] },
    },
    originDomain: 'origin-prd.smile.example',
    originPull: { authorities: ORIGIN_PULL_AUTHORITY, certificateId: '00000000-0000-0000-0000-000000000000' },
    loadBalancers: {
      web: {
        admits: 'cloudflare',
        serves: 'application',
        hosts: { App: 'app.smile.example', Api: 'api.smile.example', Auth: 'auth.smile.example' },
      },
      wms: {
        admits: 'cloudflare',
        serves: 'application',
        hosts: { Wms: 'wms.smile.example', WmsApi: 'wms-api.smile.example' },
      },
      platform: {
        admits: 'operators',
        serves: 'application',
        hosts: {
          Grafana: 'grafana.smile.example',
          Jaeger: 'jaeger.smile.example',
          Jenkins: 'jenkins.smile.example',
          KeycloakAdmin: 'auth-admin.smile.example',
        },
      },
      data: {
        admits: 'operators',
        serves: 'data',
        hosts: {
          ClickHouse: 'clickhouse.smile.example',
          RisingWave: 'risingwave.smile.example',
          Pentaho: 'etl.smile.example',
        },
      },
    },
    codeHosts: CODE_HOSTS,
    machineCallers: [JENKINS_POLLS],
    webAcls: {
      // Mobile carriers put thousands of people behind one address: this stops floods, not crowds.
      visitors: { requestsPerClient: 15000, signInsPerClient: 300 },
      // An office with dashboards that refresh themselves; passwords of consoles are guessed here, not at Cloudflare.
      operators: { requestsPerClient: 6000, signInsPerClient: 100 },
    },
    apiGateway: 'off',
    logRetention: '90 days',
  },
  deployment: {
    deployedBy: 'own-cluster',
    alsoDeploys: [{ stage: 'shared', accountId: '444444444444' }],
    breakGlassPrincipals: ['arn:aws:iam::111111111111:user/break-glass-1'],
  },
  governance: {
    alarmEmails: ['alarms@smile.example'],
    monthlyBudgetUsd: 45000,
    auditRetention: '365 days',
    backupAt: '03:00',
    runtimeMonitoring: true,
  },
  access: {
    bastion: { instanceType: 't3.large' },
    operatorPrincipals: [
      'arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/ap-southeast-3/AWSReservedSSO_Operator_*',
    ],
    sessionLogRetention: '365 days',
    patchSchedule: 'cron(0 2 ? * SUN *)',
  },
  // vCPUs of Standard instances: 570 with every node group at its largest during an update. A new account has 5. Ask for it
  // before the first apply (docs/runbooks/bootstrap.md); `smile doctor --quotas production` has the command.
  quotas: { 'ec2/L-1216C47A': 768 },
  usage: USAGE,
  dataClass: 'confidential',
  allowDataLoss: false,
});
