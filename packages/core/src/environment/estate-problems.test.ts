import { describe, expect, test } from 'vitest';
import { testEnvironment as environmentOf, TEST_CLUSTER, TEST_COUNTRY, TEST_EDGE, TEST_VALUES } from '../fixtures.ts';
import type { EdgeValues } from './edge-values.ts';
import { defineEnvironment, type EnvironmentValues } from './environment.ts';
import { estateProblems } from './estate-problems.ts';

/** With a cluster, since an environment without one needs another's to be deployed from. */
const testEnvironment = (values: Partial<EnvironmentValues> = {}) =>
  environmentOf({ clusters: { layout: 'shared', shared: TEST_CLUSTER }, ...values });

const staging = testEnvironment();
const production = testEnvironment({
  stage: 'production',
  account: { id: '111111111111', ownsSingletons: true },
  network: { ...TEST_VALUES.network, cidr: '10.0.0.0/16' },
});

test('finds nothing wrong with environments that share nothing', () => {
  expect(estateProblems([staging, production])).toEqual([]);
});

test('finds networks that overlap (NET-1)', () => {
  const dev = testEnvironment({ stage: 'dev', account: { id: '333333333333', ownsSingletons: true } });
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
  const pair = [testEnvironment({ account }), testEnvironment({ stage: 'dev', account, network })];
  expect(estateProblems(pair)).toEqual([
    `account 222222222222 of indonesia/staging, indonesia/dev needs exactly one owner of its singletons, got ${found}; set account.ownsSingletons in one of them`,
  ]);
});

describe('a Cloudflare zone with names of two environments', () => {
  const { zone: _, ...cloudflare } = TEST_EDGE.cloudflare;
  const sharedEdge: EdgeValues = {
    ...TEST_EDGE,
    cloudflare: { ...cloudflare, ownsZone: false },
    originDomain: 'origin-shared.smile.example',
    loadBalancers: {
      web: { admits: 'cloudflare', serves: 'application', hosts: { Git: 'git.smile.example' } },
    },
  };
  const production = (values: Partial<EdgeValues> = {}) =>
    testEnvironment({
      stage: 'production',
      account: { id: '111111111111', ownsSingletons: true },
      network: { ...TEST_VALUES.network, cidr: '10.0.0.0/16' },
      edge: { ...TEST_EDGE, originDomain: 'origin-prd.smile.example', ...values },
      deployment: { ...TEST_VALUES.deployment, alsoDeploys: [{ stage: 'shared', accountId: '222222222222' }] },
    });
  const owner = production();
  const shared = (values: Partial<EdgeValues> = {}) =>
    testEnvironment({
      stage: 'shared',
      edge: { ...sharedEdge, ...values },
      deployment: { ...TEST_VALUES.deployment, deployedBy: { stage: 'production', accountId: '111111111111' } },
    });
  const guest = shared();

  test('has one owner', () => {
    expect(estateProblems([owner, guest])).toEqual([]);
    expect(estateProblems([guest])).toEqual([
      `Cloudflare zone ${cloudflare.zoneId} of indonesia/shared needs exactly one owner, got none; set edge.cloudflare.ownsZone in one of them`,
    ]);
    expect(estateProblems([owner, shared({ cloudflare: TEST_EDGE.cloudflare })])).toEqual([
      `Cloudflare zone ${cloudflare.zoneId} of indonesia/production, indonesia/shared needs exactly one owner, got indonesia/production, indonesia/shared; set edge.cloudflare.ownsZone in one of them`,
    ]);
  });

  test('gives each name to one of them', () => {
    const rival = shared({ originDomain: 'origin-prd.smile.example', loadBalancers: TEST_EDGE.loadBalancers });
    expect(estateProblems([owner, rival])).toEqual(
      ['origin-prd', 'app', 'api', 'grafana'].map(
        (name) =>
          `indonesia/production and indonesia/shared both use the public name ${name}.smile.example; give each its own`,
      ),
    );
  });

  test.each(['staging', 'dev'] as const)('is not shared by production and %s (ENV-PRD)', (stage) => {
    const stranger = testEnvironment({ stage, edge: sharedEdge });
    expect(estateProblems([owner, stranger])).toEqual([
      `indonesia/production and indonesia/${stage} have names in one Cloudflare zone, so the pipeline of each could change the other's; give each a zone of its own`,
    ]);
    const { zoneId: _zone, ...rest } = sharedEdge.cloudflare;
    const own = { ...rest, zoneId: 'a'.repeat(32), ownsZone: true, zone: { frontendHosts: [] } };
    expect(estateProblems([owner, testEnvironment({ stage, edge: { ...sharedEdge, cloudflare: own } })])).toEqual([]);
  });

  test('is on one plan', () => {
    expect(estateProblems([owner, shared({ cloudflare: { ...sharedEdge.cloudflare, plan: 'free' } })])).toEqual([
      'indonesia/production (pro) and indonesia/shared (free) have one zoneId but two values of edge.cloudflare.plan; correct one',
    ]);
  });

  test('leaves the same hosts alone at Cloudflare and in the web ACL', () => {
    const codeHosts = [{ host: 'git.smile.example', because: 'pushes carry source code' }];
    expect(estateProblems([production({ codeHosts }), shared({ codeHosts })])).toEqual([]);
    for (const [one, other, found] of [
      [owner, shared({ codeHosts }), 'indonesia/production (none) and indonesia/shared (git.smile.example)'],
      [production({ codeHosts }), guest, 'indonesia/production (git.smile.example) and indonesia/shared (none)'],
    ] as const) {
      expect(estateProblems([one, other])).toEqual([
        `${found} have names in one Cloudflare zone but different edge.codeHosts; take the list from country.ts in both`,
      ]);
    }
  });
});

describe('a program that calls a public host', () => {
  const calling = (host: string) =>
    testEnvironment({ edge: { ...TEST_EDGE, machineCallers: [{ caller: 'Jenkins', host, because: 'it polls' }] } });

  test('is let in where visitors are', () => {
    expect(estateProblems([calling('api.smile.example'), production])).toEqual([]);
    expect(estateProblems([calling('hooks.elsewhere.example'), production])).toEqual([]);
  });

  test('is shut out where only offices are let in', () => {
    expect(estateProblems([calling('grafana.smile.example'), production])).toEqual([
      'indonesia/staging: edge.machineCallers[0]: Jenkins calls grafana.smile.example, where indonesia/staging lets in operators only; call it from inside the network, or publish it for visitors',
    ]);
  });

  test('calls something that is there', () => {
    expect(estateProblems([calling('gti.smile.example'), production])).toEqual([
      'indonesia/staging: edge.machineCallers[0]: Jenkins calls gti.smile.example, which no environment serves; correct the name or remove the caller',
    ]);
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
      stage: 'production',
      account: { id: '111111111111', ownsSingletons: true },
      network: { ...TEST_VALUES.network, cidr: '10.0.0.0/16' },
      deployment: { ...TEST_VALUES.deployment, alsoDeploys: [{ stage: 'shared', accountId }] },
    });

  test('is settled when both ends name each other', () => {
    expect(estateProblems([deploying('444444444444'), shared('111111111111')])).toEqual([]);
  });

  test('needs a cluster', () => {
    expect(estateProblems([environmentOf()])).toEqual([
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

describe('two countries in one account', () => {
  const guest = (country: Partial<typeof TEST_COUNTRY>) =>
    testEnvironment({
      country: { ...TEST_COUNTRY, id: 'new-atlantis', ...country },
      account: { id: '222222222222', ownsSingletons: false },
      network: { ...TEST_VALUES.network, cidr: '10.9.0.0/16' },
    });

  test('with one prefix would make the same buckets and roles', () => {
    expect(estateProblems([staging, guest({})])).toEqual([
      'indonesia/staging and new-atlantis/staging share the account 222222222222 and the prefix smile-uat, so their AWS resources have the same names; give each country a namePrefix and accounts of its own',
    ]);
  });

  test('with two prefixes would have one that nobody watches', () => {
    expect(estateProblems([staging, guest({ namePrefix: 'atlantis' })])).toEqual([
      'indonesia/staging and new-atlantis/staging share the account 222222222222, but what exists once per account has the name, the region and the time zone of one country; give each country accounts of its own',
    ]);
  });

  test('may have the same prefix in accounts of their own', () => {
    const apart = { ...guest({}), account: { id: '999999999999', ownsSingletons: true } };
    expect(estateProblems([staging, apart])).toEqual([]);
  });
});

test('finds stores of a guest that AWS Backup, which its account owns, would meet (GOV-BACKUP)', () => {
  const { databases } = TEST_VALUES;
  if (databases === undefined) throw new Error('the values of tests have databases');
  const dev = testEnvironment({
    stage: 'dev',
    account: { id: '222222222222', ownsSingletons: false },
    network: { ...TEST_VALUES.network, cidr: '10.2.0.0/16' },
    databases: { ...databases, backupAt: '03:00' },
  });
  expect(estateProblems([staging, dev])).toEqual([
    'indonesia/dev: databases.backupAt: 03:00 is 20:00-21:00 UTC, but AWS Backup starts at 03:00 (Asia/Jakarta), 20:00-21:00 UTC; RDS refuses its jobs from an hour before until the end, so move one of them',
  ]);
});
