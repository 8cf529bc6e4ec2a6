import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Manifest } from 'cdktf';
import type { GitServerValues } from './environment/access-values.ts';
import type { ClusterValues } from './environment/clusters-values.ts';
import { type Country, defineCountry } from './environment/country.ts';
import { defineEnvironment, type Environment, type EnvironmentValues } from './environment/environment.ts';
import type { StackLayer } from './environment/stack-layers.ts';
import { EstateStack } from './estate-stack.ts';

/** A country for tests. */
export const TEST_COUNTRY: Country = defineCountry({
  id: 'indonesia',
  name: 'Indonesia',
  region: 'ap-southeast-3',
  timeZone: 'Asia/Jakarta',
  domain: 'smile.example',
  namePrefix: 'smile',
  owner: 'platform@smile.example',
  costCentre: 'tests',
  operatorCidrs: ['203.0.113.0/24'],
});

/** Values of a cluster that are valid as they are. */
export const TEST_CLUSTER: ClusterValues = {
  version: '1.35',
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
    },
  },
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
    backupAt: '01:00',
    maintenanceAt: { day: 'sunday', time: '05:00' },
    changesApply: 'at-once',
    logRetention: '30 days',
    secretRecovery: '7 days',
  },
  deployment: {
    jenkins: {
      issuerUrl: 'https://jenkins.smile.example/oidc',
      planSubjects: ['https://jenkins.smile.example/job/pull-request/job/*'],
      applySubjects: ['https://jenkins.smile.example/job/deploy/job/main/'],
    },
    breakGlassPrincipals: ['arn:aws:iam::222222222222:user/break-glass-1'],
  },
  governance: {
    alarmEmails: ['alarms@smile.example'],
    monthlyBudgetUsd: 5000,
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
