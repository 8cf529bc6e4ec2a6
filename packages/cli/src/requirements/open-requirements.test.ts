import { Inventory } from '@smile/inventory';
import { checkRequirements, LEDGER } from '@smile/requirements';
import { beforeAll, expect, test } from 'vitest';
import { estateJson } from '../fixtures/estate-json.ts';
import { ROOT } from '../fixtures/run-smile.ts';
import { environmentsToJudge } from './judge.ts';
import { repositoryFacts } from './repository-facts.ts';

/**
 * How many requirements are open in each environment. These numbers may only fall: lower one when what it counts is built,
 * and never raise it.
 */
const OPEN = { 'indonesia/dev': 16, 'indonesia/production': 15, 'indonesia/shared': 1, 'indonesia/staging': 16 };

let estate: Inventory;

beforeAll(async () => {
  estate = Inventory.fromStacks(await estateJson());
});

const results = () => {
  const repository = repositoryFacts(ROOT);
  return environmentsToJudge(estate, []).map((environment) => ({
    id: environment.id,
    results: checkRequirements(estate, { environments: [environment], repository }),
  }));
};

test('as many requirements are open as were last time, or fewer', () => {
  const counts = results().map(({ id, results: all }) => [id, all.filter(({ status }) => status === 'open').length]);
  console.log(`open requirements: ${counts.map(([id, count]) => `${id} ${count}`).join(', ')}`);
  expect(Object.fromEntries(counts)).toEqual(OPEN);
});

test('none is unmet', () => {
  expect(results().flatMap(({ results: all }) => all.flatMap(({ problems }) => problems))).toEqual([]);
});

test('every requirement is asked of some environment', () => {
  const asked = new Set(results().flatMap(({ results: all }) => all.map(({ id }) => id)));
  expect(LEDGER.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([]);
});

test('what is open says why', () => {
  const open = results().flatMap(({ results: all }) => all.filter(({ status }) => status === 'open'));
  expect(open.filter(({ reason = '' }) => reason.length < 20)).toEqual([]);
});
