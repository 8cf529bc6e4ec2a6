import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
import { NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';

export interface MonthlyBudgetProps {
  /** What the account may cost in a month, in US dollars. */
  readonly limitUsd: number;
  /** Mailboxes that are warned, at most ten. */
  readonly emails: readonly string[];
}

/** When people are warned: at a share of the limit that was spent, or will be at this rate. */
const WARNINGS = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'ACTUAL', threshold: 100 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

/**
 * What the account may cost in a month. It stops nothing, it warns; forecasts begin after about five weeks. Free.
 *
 * Budgets mails people itself, without the alarm topic: nothing to confirm, and it still warns when the topic is broken.
 */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, props: MonthlyBudgetProps) {
    super(scope, id);
    new BudgetsBudget(this, 'Default', {
      name: physicalName(this, { ...NAME_LIMITS.budget, name: 'monthly' }),
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      limitAmount: String(props.limitUsd),
      limitUnit: 'USD',
      notification: WARNINGS.map((warning) => ({
        ...warning,
        thresholdType: 'PERCENTAGE',
        comparisonOperator: 'GREATER_THAN',
        subscriberEmailAddresses: [...props.emails],
      })),
    });
  }
}
