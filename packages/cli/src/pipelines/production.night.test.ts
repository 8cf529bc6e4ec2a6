import { planBucketName } from '@smile/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { estateFolder } from '../fixtures/estate-json.ts';
import { loadEnvironment } from '../load-environments.ts';
import { SmallSite } from './fixtures/small-site.ts';

const TARGET = 'indonesia/production';
const PARAMETERS = { TARGET, PLAN_AGENT: 'plan', APPLY_JOB: '/deploy/apply' };

let site: SmallSite;
beforeAll(async () => {
  const { namePrefix, account } = await loadEnvironment(TARGET);
  site = await SmallSite.start({
    folder: await estateFolder(),
    environment: TARGET,
    plans: planBucketName(namePrefix, account.id),
    stacks: (process.env.SMILE_WALK_STACKS ?? '').split(',').filter((pattern) => pattern !== ''),
  });
});
afterAll(() => site?.close());

test('production goes from a branch over rehearsal, plan and approval to an apply, after which nothing differs', async () => {
  const checked = await site.jenkins.build('pull-request');
  expect([checked.result, checked.failed]).toEqual(['SUCCESS', []]);
  const deployed = await site.jenkins.build('deploy', { parameters: PARAMETERS, approver: 'ani@smile.example' });
  expect([deployed.result, deployed.failed]).toEqual(['SUCCESS', []]);
  expect(site.gitlab.received.at(-1)?.path).toMatch(/\/repository\/commits\/[0-9a-f]{40}\/comments$/);
  // Everything that was planned is applied, and a second plan has nothing to do.
  const again = await site.jenkins.build('deploy', { parameters: PARAMETERS, approver: 'ani@smile.example' });
  expect([again.result, again.failed]).toEqual(['SUCCESS', []]);
  expect(again.log).not.toMatch(/^indonesia-production-[\w-]+: apply$/m);
});
