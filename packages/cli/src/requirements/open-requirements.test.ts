import { Inventory } from '@smile/inventory';
import { checkRequirements, LEDGER } from '@smile/requirements';
import { beforeAll, expect, test } from 'vitest';
import { estateJson } from '../fixtures/estate-json.ts';
import { ROOT } from '../fixtures/run-smile.ts';
import { environmentsToJudge } from './judge.ts';
import { repositoryFacts } from './repository-facts.ts';

/**
 * How many requirements are open in each environment of a stage, whatever its country. These numbers may only fall: lower one when what it counts is built,
 * and never raise it, unless the owner asks for more: Jenkins is asked of every environment with clusters now (CI-JENKINS).
 */
const OPEN = { dev: 1, production: 1, shared: 0, staging: 1 };

let estate: Inventory;

beforeAll(async () => {
  estate = Inventory.fromStacks(await estateJson());
});

const results = () => {
  const repository = repositoryFacts(ROOT);
  return environmentsToJudge(estate, []).map((environment) => ({
    environment,
    results: checkRequirements(estate, { environments: [environment], repository }),
  }));
};

test('as many requirements are open as were last time, or fewer', () => {
  const counts = results().map(({ environment: { id, stage }, results: all }) => {
    return { id, open: all.filter(({ status }) => status === 'open').length, last: OPEN[stage] };
  });
  console.log(`open requirements: ${counts.map(({ id, open }) => `${id} ${open}`).join(', ')}`);
  for (const { id, open, last } of counts) expect(open, id).toBe(last);
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
