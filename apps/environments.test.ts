import { ValidationError } from '@smile/core';
import { guardrailProblems, inventoryOf } from '@smile/estate/fixtures';
import { describe, expect, test } from 'vitest';
import { allEnvironments, environmentIds, selectEnvironments } from './environments.ts';

test('finds every environment by its folder, so that a country is added without touching anything else (CTY-1)', () => {
  expect(environmentIds()).toEqual(['indonesia/dev', 'indonesia/production', 'indonesia/shared', 'indonesia/staging']);
});

test('every environment is valid beside the others: no shared network, one owner per account (NET-1)', async () => {
  const environments = await allEnvironments();
  expect(environments.map(({ id }) => id)).toEqual(environmentIds());
  expect(environments.map(({ network }) => network.cidr)).toEqual([
    '10.2.0.0/16',
    '10.0.0.0/16',
    '10.3.0.0/16',
    '10.1.0.0/16',
  ]);
});

describe('every account', async () => {
  const accounts = new Map(
    (await allEnvironments())
      .filter(({ account }) => account.ownsSingletons)
      .map((one) => [one.account.id, inventoryOf(one)]),
  );

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

  test('backs up what is tagged daily, at 03:00 in Jakarta, for seven days (GOV-BACKUP)', () => {
    for (const inventory of accounts.values()) {
      expect(inventory.ofType('aws_backup_plan').map(({ values }) => values.rule)).toEqual([
        [expect.objectContaining({ schedule: 'cron(0 20 * * ? *)', lifecycle: { delete_after: 7 } })],
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
  const select = async (selection: string | undefined) =>
    selectEnvironments(await allEnvironments(), selection).map(({ id }) => id);

  test.each([
    [undefined, ['indonesia/dev', 'indonesia/production', 'indonesia/shared', 'indonesia/staging']],
    ['', ['indonesia/dev', 'indonesia/production', 'indonesia/shared', 'indonesia/staging']],
    ['indonesia/production', ['indonesia/production']],
    ['indonesia/staging, indonesia/dev', ['indonesia/dev', 'indonesia/staging']],
  ])('%j selects %j', async (selection, expected) => {
    expect(await select(selection)).toEqual(expected);
  });

  test('reports every unknown id at once', async () => {
    const known = 'indonesia/dev, indonesia/production, indonesia/shared, indonesia/staging';
    await expect(select('indonesia/prod,philippines/dev')).rejects.toThrow(
      new ValidationError('SMILE_ENV', [
        `no environment "indonesia/prod", expected some of ${known}; did you mean indonesia/production?`,
        `no environment "philippines/dev", expected some of ${known}; separate several by commas`,
      ]),
    );
  });
});
