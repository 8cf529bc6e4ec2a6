import { Inventory } from '@smile/inventory';
import { rehearse, resourceCount } from '@smile/rehearsal';
import { expect, test } from 'vitest';
import { ROOT } from './fixtures/run-smile.ts';
import { ALL_FOLDERS, withSecondCountry } from './fixtures/second-country.ts';
import { unmetRequirements } from './requirements/judge-states.ts';
import { repositoryFacts } from './requirements/repository-facts.ts';

test('the second country plans, applies, plans again and is destroyed without a finding, and meets its requirements (CTY-1)', async () => {
  const repository = repositoryFacts(ROOT, ALL_FOLDERS);
  const report = await withSecondCountry((outdir) => {
    const synthesized = Inventory.fromSynth(outdir);
    return rehearse({
      synthesized,
      env: process.env,
      judge: (states) => unmetRequirements(states, { synthesized, repository }),
    });
  });
  expect(report.stacks.flatMap(({ steps }) => steps.flatMap(({ findings }) => findings))).toEqual([]);
  expect(report.status).toBe('passed');
  expect(report.stacks.map(({ stack }) => stack.replace('new-atlantis-production-', '')).sort()).toEqual([
    'access',
    'account',
    'app-platform',
    'bootstrap',
    'clusters',
    'data-platform',
    'databases',
    'edge',
    'jenkins',
    'network',
    'storage',
  ]);
  expect(report.stacks.reduce((sum, stack) => sum + resourceCount(stack), 0)).toBeGreaterThan(800);
}, 900_000);
