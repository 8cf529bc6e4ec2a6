import { execFileSync } from 'node:child_process';
import { ValidationError } from '@smile/core';
import { guardrailProblems, inventoryOf } from '@smile/estate/fixtures';
import { describe, expect, test } from 'vitest';
import { allEnvironments, environmentIds, selectEnvironments } from './environments.ts';

test('finds every environment by its folder, so that a country is added without touching anything else (CTY-1)', async () => {
  const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*/*/src/environment.ts'], {
    cwd: __dirname,
    encoding: 'utf8',
  });
  const folders = tracked
    .trim()
    .split('\n')
    .map((path) => path.split('/').slice(0, 2).join('/'));
  expect(environmentIds()).toEqual(folders.sort());
  expect((await allEnvironments()).map(({ id }) => id)).toEqual(environmentIds());
});

test('every environment is valid beside the others: no shared network, one owner per account (NET-1)', async () => {
  const environments = await allEnvironments();
  const cidrs = environments.map(({ network }) => network.cidr);
  expect(new Set(cidrs).size).toBe(environments.length);
  // The owner's document names the network of this one.
  expect(environments.find(({ id }) => id === 'indonesia/production')?.network.cidr).toBe('10.0.0.0/16');
});

describe('every account', async () => {
  const owners = (await allEnvironments()).filter(({ account }) => account.ownsSingletons);
  const accounts = new Map(owners.map((one) => [one.account.id, inventoryOf(one)]));

  test('of every environment has an owner, so that what watches and backs up an account reaches all of it', async () => {
    for (const { account } of await allEnvironments()) expect([...accounts.keys()]).toContain(account.id);
  });

  test.each([
    ['aws_securityhub_account', 'GOV-SECURITYHUB'],
    ['aws_config_configuration_recorder', 'GOV-CONFIG'],
    ['aws_cloudtrail', 'GOV-CLOUDTRAIL'],
    ['aws_guardduty_detector', 'GOV-GUARDDUTY'],
    ['aws_backup_plan', 'GOV-BACKUP'],
  ])('has exactly one %s (%s)', (type) => {
    for (const inventory of accounts.values()) expect(inventory.ofType(type)).toHaveLength(1);
  });

  test('has one dashboard of its own, beside those of what runs in it (GOV-CLOUDWATCH)', () => {
    for (const inventory of accounts.values()) {
      expect(inventory.resources({ type: 'aws_cloudwatch_dashboard', stack: '*-account' })).toHaveLength(1);
    }
  });

  test('of Indonesia backs up at 03:00 WIB, which is 20:00 UTC (GOV-BACKUP)', () => {
    for (const { country, account } of owners.filter((one) => one.country.id === 'indonesia')) {
      const schedules = accounts
        .get(account.id)
        ?.ofType('aws_backup_plan')
        .map(({ values }) => values.rule);
      expect(schedules, country.id).toMatchObject([[{ schedule: 'cron(0 20 * * ? *)' }]]);
    }
  });

  test('backs up what is tagged daily, for seven days (GOV-BACKUP)', () => {
    for (const inventory of accounts.values()) {
      expect(inventory.ofType('aws_backup_plan').map(({ values }) => values.rule)).toEqual([
        [expect.objectContaining({ lifecycle: { delete_after: 7 } })],
      ]);
      expect(inventory.ofType('aws_backup_selection').map(({ values }) => values.selection_tag)).toEqual([
        [{ type: 'STRINGEQUALS', key: 'backup', value: 'daily' }],
      ]);
    }
  });
});

describe('the whole estate', async () => {
  const inventory = inventoryOf(...(await allEnvironments()));

  test('passes the guardrails: staging mirrors production, production stands alone (ENV-STG, ENV-PRD)', () => {
    expect(guardrailProblems(inventory, new Date('2026-11-25'))).toEqual([]);
  });
});

describe('selectEnvironments', () => {
  const all = environmentIds();
  const [first = '', second = ''] = all;
  const select = async (selection: string | undefined) =>
    selectEnvironments(await allEnvironments(), selection).map(({ id }) => id);

  test.each([
    [undefined, all],
    ['', all],
    [second, [second]],
    [`${second}, ${first}`, [first, second]],
  ])('%j selects %j', async (selection, expected) => {
    expect(await select(selection)).toEqual(expected);
  });

  test('reports every unknown id at once', async () => {
    const known = all.join(', ');
    await expect(select(`${first}x,nowhere/at-all`)).rejects.toThrow(
      new ValidationError('SMILE_ENV', [
        `no environment "${first}x", expected some of ${known}; did you mean ${first}?`,
        `no environment "nowhere/at-all", expected some of ${known}; separate several by commas`,
      ]),
    );
  });
});
