import { expect, test } from 'vitest';
import { bundleUrl } from './bundle-url.ts';
import { allEnvironments } from './environments.ts';

test('a bundle is in the bucket of the account that it is for, apart from those of other builds', async () => {
  const environments = await allEnvironments();
  const shared = environments.find(({ stage }) => stage === 'shared');
  expect(shared && bundleUrl(shared, '42')).toBe(
    `s3://smile-shared-terraform-plans-${shared?.account.id}/indonesia/shared/42`,
  );
  const all = environments.map((environment) => bundleUrl(environment, '1'));
  expect(new Set(all).size).toBe(all.length);
});
