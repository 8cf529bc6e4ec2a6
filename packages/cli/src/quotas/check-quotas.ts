import type { Inventory } from '@smile/inventory';
import type { CheckResult } from '../doctor/check.ts';
import { QUOTAS } from './quotas.ts';

/** What an environment asks of each quota that a new account would refuse, with the command that reads the real one. */
export function checkQuotas(inventory: Inventory, environment: string, region: string): CheckResult[] {
  const results = QUOTAS.map(({ code, service, name, initially, demand }): CheckResult => {
    const { amount, of } = demand(inventory, environment);
    const title = `${environment}: ${service} ${code}`;
    if (amount <= initially) return { name: title, status: 'ok', found: `${amount} of ${initially}: ${name}` };
    return {
      name: title,
      status: 'warn',
      found: `${amount} needed, ${initially} in a new account: ${name} (${of})`,
      remedy: `see what the account has: aws service-quotas get-service-quota --region ${region} --service-code ${service} --quota-code ${code} --query Quota.Value\nask for more: aws service-quotas request-service-quota-increase --region ${region} --service-code ${service} --quota-code ${code} --desired-value ${amount}`,
    };
  });
  return results;
}
