import { expect, test } from 'vitest';
import { TEST_COUNTRY, testEnvironment } from '../fixtures.ts';
import { changedEnvironment } from './changed-environment.ts';

const environment = testEnvironment();
const failure = (path: string, value: unknown) => {
  try {
    changedEnvironment(environment, [{ path, value }]);
    return 'nothing failed';
  } catch (error) {
    return (error as Error).message;
  }
};

test('changes values and nothing else', () => {
  const changed = changedEnvironment(environment, [
    { path: 'governance.monthlyBudgetUsd', value: 9 },
    { path: 'governance.alarmEmails[0]', value: 'other@smile.example' },
    { path: 'usage.internetOutGb', value: 5 },
  ]);
  expect(changed).toEqual({
    ...environment,
    governance: {
      ...environment.governance,
      monthlyBudgetUsd: 9,
      alarmEmails: ['other@smile.example', ...environment.governance.alarmEmails.slice(1)],
    },
    usage: { internetOutGb: 5 },
  });
  expect(changed.country).toBe(TEST_COUNTRY);
});

test('what is allowed is what environment.ts may say', () => {
  expect(failure('governance.monthlyBudgetUsd', -5)).toBe(
    `${environment.id}: governance.monthlyBudgetUsd: expected more than 0 US dollars, got -5; estimate the bill`,
  );
  expect(failure('governance.budget', 5)).toBe(
    `${environment.id}: governance.budget: unknown setting; remove it or correct its spelling`,
  );
});

test.each([
  ['country.domain', 'country.domain: expected a path in environment.ts, as in databases.redis.nodeType'],
  ['', ': expected a path in environment.ts, as in databases.redis.nodeType'],
  ['dataClass.of', 'dataClass.of: of stands inside "internal", which holds nothing'],
  ['network.availabilityZones[9]', 'network.availabilityZones[9]: 9 is no place in a list of 3'],
])('%j is no path', (path, message) => {
  expect(failure(path, 1)).toBe(`${environment.id}: ${message}`);
});
