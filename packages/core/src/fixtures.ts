import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Manifest } from 'cdktf';
import type { GitServerValues } from './environment/access-values.ts';
import type { ClusterValues, SeparateClustersValues } from './environment/clusters-values.ts';
import { type ComponentGroups, componentsOf } from './environment/components.ts';
import { type Country, defineCountry } from './environment/country.ts';
import type { DataFlowValues } from './environment/data-flow-values.ts';
import type { DataPlatformValues } from './environment/data-platform-values.ts';
import type { EdgeValues } from './environment/edge-values.ts';
import { defineEnvironment, type Environment, type EnvironmentValues } from './environment/environment.ts';
import type { StackLayer } from './environment/stack-layers.ts';
import type { TelemetryValues } from './environment/telemetry-values.ts';
import { EstateStack } from './estate-stack.ts';

/** A country for tests. */
export const TEST_COUNTRY: Country = defineCountry({
  id: 'indonesia',
  region: 'ap-southeast-3',
  timeZone: 'Asia/Jakarta',
  domain: 'smile.example',
  namePrefix: 'smile',
  owner: 'platform@smile.example',
  costCentre: 'tests',
  operatorCidrs: ['203.0.113.0/24'],
});

/** Values of a cluster that are valid as they are. */
export const TEST_CLUSTER = {
  version: '1.35',
  controlPlaneZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
  publicAccessCidrs: [],
  logRetention: '30 days',
  operatorsMay: 'view',
  groups: {
    app: {
      kind: 'scaling',
      instanceType: 'm6g.xlarge',
      nodes: { min: 2, start: 2, max: 4 },
      volume: '100 GiB',
      podsPerNode: 58,
      openTo: 'every-pod',
      spread: { acrossZonesBecause: 'tests keep nothing' },
    },
  },
  components: onGroup('shared', 'app'),
} satisfies ClusterValues;

/** The same in an environment with two clusters. */
export const TEST_SEPARATE_CLUSTERS: SeparateClustersValues = {
  layout: 'separate',
  application: { ...TEST_CLUSTER, components: onGroup('application', 'app') },
  data: { ...TEST_CLUSTER, components: onGroup('data', 'app') },
};

/** Every component of a cluster on one group. */
export function onGroup(cluster: 'application' | 'data' | 'shared', group: string): ComponentGroups {
  return Object.fromEntries(componentsOf(cluster).map((component) => [component, group]));
}

/** How much telemetry is kept, valid as it is, and no two values alike. */
export const TEST_TELEMETRY: TelemetryValues = {
  metrics: { retention: '10 days', volume: '40 GiB' },
  logs: { volume: '30 GiB' },
  traces: { volume: '15 GiB', recent: { retention: '5 days', volume: '25 GiB' } },
};

/** Values of a data platform that are valid as they are. */
export const TEST_DATA_PLATFORM: DataPlatformValues = {
  kafka: {
    brokers: 3,
    controllers: 3,
    replication: 3,
    minInSync: 2,
    disks: 'of-nodes',
    volumes: { count: 2, size: '1000 GiB' },
    retention: '5 days',
    partitionSize: '8 GiB',
    broker: { cpu: '4', memory: '16Gi', heap: '4Gi' },
    controller: { cpu: '200m', memory: '1536Mi', heap: '768Mi' },
    recoveryHours: 3,
  },
  zookeeper: {
    members: 3,
    disks: 'of-nodes',
    data: '900 GiB',
    log: '800 GiB',
    pod: { cpu: '1', memory: '4Gi', heap: '3Gi' },
  },
  clickhouse: {
    replicas: 5,
    disks: 'of-nodes',
    volume: '9000 GiB',
    pod: { cpu: '5', memory: '20Gi' },
    insertQuorum: 2,
    backup: { at: '19:30', fullEvery: '6 days', kept: 5 },
    recoveryHours: 10,
  },
};

/** Values of a data flow that are valid as they are. */
export const TEST_DATA_FLOW: DataFlowValues = {
  tables: [
    {
      database: 'smile',
      table: 'stock',
      columns: { id: { type: 'bigint' }, quantity: { type: 'int' } },
      key: ['id'],
      partitions: 4,
      retention: { topic: '5 days', raw: '40 days' },
      path: 'direct',
      target: { engine: 'ReplacingMergeTree' },
    },
    {
      database: 'smile',
      table: 'waste',
      columns: { id: { type: 'bigint' }, entity_id: { type: 'int' }, quantity: { type: 'int' } },
      key: ['id'],
      partitions: 4,
      retention: { topic: '5 days', raw: '40 days' },
      path: 'risingwave',
      target: {
        engine: 'ReplacingMergeTree',
        by: ['entity_id'],
        measures: { doses: { function: 'sum', column: 'quantity' } },
      },
    },
  ],
  binaryLogHours: 48,
  connect: { image: `test@sha256:${'12'.repeat(32)}`, pod: { cpu: '400m', memory: '2Gi', heap: '1Gi' } },
  risingwave: {
    meta: { cpu: '200m', memory: '1Gi' },
    frontend: { cpu: '150m', memory: '512Mi' },
    compute: { cpu: '2', memory: '8Gi' },
    compactor: { cpu: '1', memory: '4Gi' },
  },
  pentaho: { licence: 'unanswered' },
};

/** Values of an environment that is valid as it is. */
export const TEST_VALUES: EnvironmentValues = {
  country: TEST_COUNTRY,
  stage: 'staging',
  account: { id: '222222222222', ownsSingletons: true },
  network: {
    cidr: '10.1.0.0/16',
    availabilityZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
    natGateways: 'single',
    flowLogRetention: '30 days',
    interfaceEndpoints: ['sts'],
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
    registry: { pulledByAccounts: [] },
  },
  databases: {
    mysql: {
      main: { version: '8.0', instanceClass: 'm5.xlarge', storage: '100 GiB', storageLimit: '200 GiB', multiAz: false },
      wms: { version: '8.0', instanceClass: 'm5.large', storage: '50 GiB', storageLimit: '100 GiB', multiAz: false },
    },
    redis: { version: '6.2', nodeType: 'm5.large', replicas: 1 },
    rabbitmq: { version: '3.13', instanceType: 'm5.large', nodes: 'single' },
    withoutStandby: { reason: 'tests can wait', owner: 'data', expires: '2027-11-30' },
    backupAt: '01:00',
    maintenanceAt: { day: 'sunday', time: '05:00' },
    changesApply: 'at-once',
    logRetention: '30 days',
    secretRecovery: '7 days',
  },
  deployment: {
    deployedBy: 'own-cluster',
    breakGlassPrincipals: ['arn:aws:iam::222222222222:user/break-glass-1'],
  },
  governance: {
    alarmEmails: ['alarms@smile.example'],
    monthlyBudgetUsd: 5000,
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
};

/** Values of a Git server that are valid as they are, for environments that have one. */
export const TEST_GIT_SERVER: GitServerValues = {
  instanceType: 't3.xlarge',
  zone: 'apse3-az1',
  host: 'git.smile.example',
  registryHost: 'registry.smile.example',
  dataVolume: '500 GiB',
  backupRetention: '30 days',
};

/** Values of an edge that are valid as they are: one load balancer for visitors, one for operators. */
export const TEST_EDGE: EdgeValues = {
  cloudflare: {
    domain: 'smile.example',
    plan: 'pro',
    zoneId: '00112233445566778899aabbccddeeff',
    accountId: 'ffeeddccbbaa99887766554433221100',
    ownsZone: true,
    zone: { frontendHosts: ['app.smile.example'] },
  },
  originDomain: 'origin-uat.smile.example',
  originPull: {
    // A public certificate whose key is gone.
    authorities: `-----BEGIN CERTIFICATE-----
MIIB6zCCAZCgAwIBAgIUPC8C2Gsm+n/mLttt9AJd0ZkGSIAwCgYIKoZIzj0EAwIw
QTEWMBQGA1UECgwNc21pbGUuZXhhbXBsZTEnMCUGA1UEAwweRG9jdW1lbnRhdGlv
biBvcmlnaW4gcHVsbCBDQSAxMB4XDTI2MTEyNTIyNTI0OVoXDTM2MTEyMjIyNTI0
OVowQTEWMBQGA1UECgwNc21pbGUuZXhhbXBsZTEnMCUGA1UEAwweRG9jdW1lbnRh
dGlvbiBvcmlnaW4gcHVsbCBDQSAxMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
itml6+hqL433Ofe9m8w4jsQA1cyzB/soowiAxAjnxl56fe7rqm67aNtwC6E/pQiu
86spWvZk8ipuNee0tQT8yKNmMGQwHQYDVR0OBBYEFMVOfE0UcEL/z9Q+V2HMC7qT
xLYXMB8GA1UdIwQYMBaAFMVOfE0UcEL/z9Q+V2HMC7qTxLYXMBIGA1UdEwEB/wQI
MAYBAf8CAQAwDgYDVR0PAQH/BAQDAgEGMAoGCCqGSM49BAMCA0kAMEYCIQDp9ZqD
bENSEi7LicHR/3cizq/b8mwYHm1O/ps1SwhnOwIhAPiK+0HGelOzaaqkZbav82jg
BuShoG+pxR/2moq+qOuq
-----END CERTIFICATE-----
`,
    certificateId: '00000000-0000-4000-8000-000000000000',
  },
  loadBalancers: {
    web: { admits: 'cloudflare', serves: 'application', hosts: { App: 'app.smile.example', Api: 'api.smile.example' } },
    platform: { admits: 'operators', serves: 'application', hosts: { Grafana: 'grafana.smile.example' } },
  },
  webAcls: { visitors: { requestsPerClient: 2000 }, operators: { requestsPerClient: 3000 } },
  apiGateway: 'off',
  logRetention: '30 days',
};

/** An environment for tests: {@link TEST_VALUES} with some replaced. */
export function testEnvironment(values: Partial<EnvironmentValues> = {}): Environment {
  return defineEnvironment({ ...TEST_VALUES, ...values });
}

/** How the stack of a test differs from the usual one. */
export interface EstateStackForOptions {
  /** @default - {@link testEnvironment} */
  readonly environment?: Environment;
  /** @default 'network' */
  readonly layer?: StackLayer;
  /** App to put the stack in, for tests of two stacks. @default - an app of its own */
  readonly app?: App;
}

/** Builds an {@link EstateStack}, lets `build` fill it, and returns it. */
export function estateStackFor(build: (stack: EstateStack) => void, options: EstateStackForOptions = {}): EstateStack {
  const app = options.app ?? testApp();
  const stack = new EstateStack(app, options.environment ?? testEnvironment(), options.layer ?? 'network');
  build(stack);
  return stack;
}

/** An app for tests that writes to a temporary folder. */
export function testApp(context: Record<string, unknown> = {}): App {
  const outdir = join(tmpdir(), 'smile-testing');
  mkdirSync(join(outdir, Manifest.stacksFolder), { recursive: true });
  return new App({ outdir, stackTraces: false, context });
}
