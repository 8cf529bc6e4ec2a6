import { expect, test } from 'vitest';
import { TEST_VALUES, testEnvironment } from '../fixtures.ts';
import type { GovernanceValues } from './governance-values.ts';

const failure = (values: object): string => {
  try {
    testEnvironment({ governance: { ...TEST_VALUES.governance, ...values } as GovernanceValues });
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

test.each([
  [{}, 'accepted'],
  [
    { alarmEmails: [] },
    'indonesia/staging: governance.alarmEmails: expected at least one e-mail address; an alarm that nobody hears is none',
  ],
  [
    { alarmEmails: ['on-call'] },
    'indonesia/staging: governance.alarmEmails[0]: expected an e-mail address, got "on-call"; name the mailbox of a team, not of a person',
  ],
  [
    { alarmEmails: Array.from({ length: 11 }, (_, i) => `a${i}@smile.example`) },
    'indonesia/staging: governance.alarmEmails: expected at most 10 e-mail addresses, which is what a budget can mail',
  ],
  [
    { monthlyBudgetUsd: '5000' },
    'indonesia/staging: governance.monthlyBudgetUsd: expected US dollars as a number, got "5000"; write 5000, not "5000"',
  ],
  [
    { monthlyBudgetUsd: 0 },
    'indonesia/staging: governance.monthlyBudgetUsd: expected more than 0 US dollars, got 0; estimate the bill',
  ],
  [
    { auditRetention: '90 days' },
    'indonesia/staging: governance.auditRetention: expected a duration from 365 to 3650 days, as in \'30 days\', got "90 days"; auditors ask for a year at least',
  ],
  [{ runtimeMonitoring: 'yes' }, 'indonesia/staging: governance.runtimeMonitoring: expected true or false, got "yes"'],
])('%j: %s', (values, message) => {
  expect(failure(values)).toBe(message);
});
