import { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { namespacesOf } from '@smile/cluster-platform';
import { type EdgeValues, HOST_WORDS, type PlatformValues, type ServiceValues } from '@smile/core';
import { TEST_CLUSTER, TEST_EDGE, TEST_TELEMETRY, testApp, testEnvironment } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { Estate } from './estate.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const CORE: ServiceValues = {
  image: `1.4.2@${DIGEST}`,
  port: 8080,
  health: { ready: '/health/ready', live: '/health/live' },
  copies: { least: 2, most: 3 },
  cpu: '250m',
  memory: '512Mi',
};
const quota = { cpu: '8', memory: '16Gi', pods: 20, volumes: 4 };
const PLATFORM: PlatformValues = {
  copies: 'one',
  survives: 'the loss of a node',
  mesh: { tracedPercent: 5, gatewayPods: { min: 1, max: 2 } },
  telemetry: TEST_TELEMETRY,
  quotas: Object.fromEntries(namespacesOf('shared').map((name) => [name, quota])),
  services: {},
};
const nodes = { ...TEST_CLUSTER.groups.app, nodes: { min: 3, start: 3, max: 6 }, podsPerNode: 110 };
const { web, platform } = TEST_EDGE.loadBalancers;
const HOSTS = ['App', 'Api', 'Auth', 'Grafana', 'Jaeger', 'Jenkins', 'KeycloakAdmin'] as const;
const hosts = (...words: readonly (typeof HOSTS)[number][]) =>
  Object.fromEntries(words.map((word) => [word, `${HOST_WORDS[word].label}.smile.example`]));
const EDGE: EdgeValues = {
  ...TEST_EDGE,
  webAcls: {
    visitors: { requestsPerClient: 2000, signInsPerClient: 100 },
    operators: { requestsPerClient: 3000, signInsPerClient: 100 },
  },
  loadBalancers: {
    ...(web === undefined ? {} : { web: { ...web, serves: 'application', hosts: hosts('App', 'Api', 'Auth') } }),
    ...(platform === undefined
      ? {}
      : {
          platform: {
            ...platform,
            serves: 'application',
            hosts: hosts('Grafana', 'Jaeger', 'Jenkins', 'KeycloakAdmin'),
          },
        }),
  },
};
const estateWith = (services: PlatformValues['services'], more: Partial<PlatformValues> = {}) =>
  new Estate(
    testApp(),
    testEnvironment({
      clusters: { layout: 'shared', shared: { ...TEST_CLUSTER, groups: { app: nodes } } },
      edge: EDGE,
      platform: { ...PLATFORM, ...more, services },
    }),
  );

describe('the stack of services', () => {
  test('is there once a service has an image, which comes from the registry of the own account', () => {
    const { workloads } = estateWith({ 'backend-core': CORE });
    expect(workloads).toHaveResource(DeploymentV1, {
      metadata: { name: 'backend-core', namespace: 'smile' },
      spec: {
        template: {
          spec: {
            container: [
              {
                image: `222222222222.dkr.ecr.ap-southeast-3.amazonaws.com/smile-uat-backend-core:1.4.2@${DIGEST}`,
              },
            ],
          },
        },
      },
    });
    expect(estateWith({}).workloads).toBeUndefined();
  });
});

test('the stack of services comes after the platform, whose namespaces and mesh its pods need', () => {
  const { workloads, appPlatform } = estateWith({ 'backend-core': CORE });
  expect(appPlatform).toBeDefined();
  expect(workloads?.dependencies).toContain(appPlatform);
});

test('a service for which there is no room is refused before anything is planned', () => {
  // One node of three is gone: 2 x 3,920m are left, and the platform and the agents on each node ask for their part.
  expect(() => estateWith({ 'backend-core': { ...CORE, cpu: '3', copies: { least: 3, most: 3 } } })).toThrow(
    /^indonesia-staging-app-platform: .*group app: 2 x m6g\.xlarge are left after the loss of a node, and pods ask for \d+m of CPU where there are 7840m; give the group more or larger nodes, or ask for less/s,
  );
});
