import { describe, expect, test } from 'vitest';
import { TEST_CLUSTER, TEST_EDGE, TEST_VALUES, testEnvironment } from '../fixtures.ts';
import { defineEnvironment } from './environment.ts';
import { estateProblems } from './estate-problems.ts';

const clusters = { layout: 'shared', shared: TEST_CLUSTER } as const;
const staging = testEnvironment({ clusters });
const production = testEnvironment({
  clusters,
  stage: 'production',
  account: { id: '111111111111', ownsSingletons: true },
  network: { ...TEST_VALUES.network, cidr: '10.0.0.0/16' },
});

test('finds nothing wrong with environments that share nothing', () => {
  expect(estateProblems([staging, production])).toEqual([]);
});

test('finds networks that overlap (NET-1)', () => {
  const dev = testEnvironment({ stage: 'dev', clusters, account: { id: '333333333333', ownsSingletons: true } });
  expect(estateProblems([staging, dev])).toEqual([
    'indonesia/staging (10.1.0.0/16) and indonesia/dev (10.1.0.0/16) overlap; give each its own /16, so that they can be joined',
  ]);
});

test('finds an environment that is defined twice', () => {
  expect(estateProblems([staging, staging])).toContain(
    'indonesia/staging is defined twice; give each environment of a country its own stage',
  );
});

test.each([
  [true, 'indonesia/staging, indonesia/dev'],
  [false, 'none'],
])('wants exactly one owner of an account: both %s', (ownsSingletons, found) => {
  const account = { id: '222222222222', ownsSingletons };
  const network = { ...TEST_VALUES.network, cidr: '10.2.0.0/16' };
  const pair = [testEnvironment({ clusters, account }), testEnvironment({ clusters, stage: 'dev', account, network })];
  expect(estateProblems(pair)).toEqual([
    `account 222222222222 of indonesia/staging, indonesia/dev needs exactly one owner of its singletons, got ${found}; set account.ownsSingletons in one of them`,
  ]);
});

describe('a Cloudflare zone with names of two environments', () => {
  const { zone: _, ...cloudflare } = TEST_EDGE.cloudflare;
  const stagingEdge = {
    ...TEST_EDGE,
    cloudflare: { ...cloudflare, ownsZone: false },
    originDomain: 'origin-uat.smile.example',
    loadBalancers: {
      web: { admits: 'cloudflare', serves: 'application', hosts: { App: 'app-uat.smile.example' } },
    },
  } as const;
  const owner = testEnvironment({
    clusters,
    stage: 'production',
    account: { id: '111111111111', ownsSingletons: true },
    network: { ...TEST_VALUES.network, cidr: '10.0.0.0/16' },
    edge: { ...TEST_EDGE, originDomain: 'origin-prd.smile.example' },
  });
  const guest = testEnvironment({ clusters, edge: stagingEdge });

  test('has one owner', () => {
    expect(estateProblems([owner, guest])).toEqual([]);
    expect(estateProblems([guest])).toEqual([
      `Cloudflare zone ${cloudflare.zoneId} of indonesia/staging needs exactly one owner, got none; set edge.cloudflare.ownsZone in one of them`,
    ]);
    const second = testEnvironment({ clusters, edge: { ...stagingEdge, cloudflare: TEST_EDGE.cloudflare } });
    expect(estateProblems([owner, second])).toEqual([
      `Cloudflare zone ${cloudflare.zoneId} of indonesia/production, indonesia/staging needs exactly one owner, got indonesia/production, indonesia/staging; set edge.cloudflare.ownsZone in one of them`,
    ]);
  });

  test('gives each name to one of them', () => {
    const rival = testEnvironment({
      clusters,
      edge: { ...stagingEdge, originDomain: 'origin-prd.smile.example', loadBalancers: TEST_EDGE.loadBalancers },
    });
    expect(estateProblems([owner, rival])).toEqual(
      ['origin-prd', 'app', 'api', 'grafana'].map(
        (name) =>
          `indonesia/production and indonesia/staging both use the public name ${name}.smile.example; give each its own`,
      ),
    );
  });
});

describe('who deploys (ENV-PRD, CI-JENKINS)', () => {
  const shared = (accountId: string) => {
    const { databases: _, ...values } = TEST_VALUES;
    return defineEnvironment({
      ...values,
      stage: 'shared',
      account: { id: '444444444444', ownsSingletons: true },
      network: { ...TEST_VALUES.network, cidr: '10.3.0.0/16' },
      deployment: { ...TEST_VALUES.deployment, deployedBy: { stage: 'production', accountId } },
    });
  };
  const deploying = (accountId: string) =>
    testEnvironment({
      clusters,
      stage: 'production',
      account: { id: '111111111111', ownsSingletons: true },
      network: { ...TEST_VALUES.network, cidr: '10.0.0.0/16' },
      deployment: { ...TEST_VALUES.deployment, alsoDeploys: [{ stage: 'shared', accountId }] },
    });

  test('is settled when both ends name each other', () => {
    expect(estateProblems([deploying('444444444444'), shared('111111111111')])).toEqual([]);
  });

  test('needs a cluster', () => {
    expect(estateProblems([testEnvironment()])).toEqual([
      'indonesia/staging is deployed from its own cluster and has none; set deployment.deployedBy to production, or give it clusters',
    ]);
  });

  test('is refused where production does not know the environment, or another account of its name', () => {
    const problem =
      'indonesia/shared is deployed by account 111111111111, but indonesia/production does not deploy account 444444444444; make deployment.alsoDeploys and deployment.deployedBy agree';
    expect(estateProblems([production, shared('111111111111')])).toEqual([problem]);
    expect(estateProblems([deploying('555555555555'), shared('111111111111')])).toEqual([problem]);
  });

  test('is refused where the environment trusts somebody else', () => {
    expect(estateProblems([deploying('444444444444'), shared('555555555555')])).toEqual([
      'indonesia/production deploys indonesia/shared, which is deployed by account 555555555555; make deployment.alsoDeploys and deployment.deployedBy agree',
    ]);
  });
});
