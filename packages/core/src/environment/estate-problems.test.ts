import { describe, expect, test } from 'vitest';
import { TEST_COUNTRY, TEST_EDGE, TEST_VALUES, testEnvironment } from '../fixtures.ts';
import { estateProblems } from './estate-problems.ts';

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
  const stagingEdge = {
    ...TEST_EDGE,
    cloudflare: { ...cloudflare, ownsZone: false },
    originDomain: 'origin-uat.smile.example',
    loadBalancers: {
      web: { admits: 'cloudflare', serves: 'application', hosts: { App: 'app-uat.smile.example' } },
    },
  } as const;
  const owner = testEnvironment({
    stage: 'production',
    account: { id: '111111111111', ownsSingletons: true },
    network: { ...TEST_VALUES.network, cidr: '10.0.0.0/16' },
    edge: { ...TEST_EDGE, originDomain: 'origin-prd.smile.example' },
  });
  const guest = testEnvironment({ edge: stagingEdge });

  test('has one owner', () => {
    expect(estateProblems([owner, guest])).toEqual([]);
    expect(estateProblems([guest])).toEqual([
      `Cloudflare zone ${cloudflare.zoneId} of indonesia/staging needs exactly one owner, got none; set edge.cloudflare.ownsZone in one of them`,
    ]);
    const second = testEnvironment({ edge: { ...stagingEdge, cloudflare: TEST_EDGE.cloudflare } });
    expect(estateProblems([owner, second])).toEqual([
      `Cloudflare zone ${cloudflare.zoneId} of indonesia/production, indonesia/staging needs exactly one owner, got indonesia/production, indonesia/staging; set edge.cloudflare.ownsZone in one of them`,
    ]);
  });

  test('gives each name to one of them', () => {
    const rival = testEnvironment({
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
