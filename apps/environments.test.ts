import { ValidationError } from '@smile/core';
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
