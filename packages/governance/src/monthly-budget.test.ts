import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { accountStackFor } from './fixtures.ts';
import { MonthlyBudget } from './monthly-budget.ts';

test('warns people directly at 80% and 100%, and when 100% is foreseen', () => {
  const stack = accountStackFor((scope) => {
    new MonthlyBudget(scope, 'Budget', { limitUsd: 5000, emails: ['alarms@smile.example'] });
  });
  const mail = {
    threshold_type: 'PERCENTAGE',
    comparison_operator: 'GREATER_THAN',
    subscriber_email_addresses: ['alarms@smile.example'],
  };
  expect(stack).toHaveResource(BudgetsBudget, {
    name: 'smile-uat-monthly',
    budget_type: 'COST',
    time_unit: 'MONTHLY',
    limit_amount: '5000',
    limit_unit: 'USD',
    notification: [
      { notification_type: 'ACTUAL', threshold: 80, ...mail },
      { notification_type: 'ACTUAL', threshold: 100, ...mail },
      { notification_type: 'FORECASTED', threshold: 100, ...mail },
    ],
  });
});
