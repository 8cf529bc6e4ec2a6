import { excess, whereGrantsAreKnown } from '../../quotas/findings.ts';
import type { Rule } from '../../rule.ts';

export const grantedQuota: Rule = {
  id: 'SMILE_QUOTA_GRANTED',
  family: 'quotas',
  severity: 'high',
  title: 'An adjustable quota holds what the account needs',
  what: 'No account needs more than AWS granted it, as `quotas` of its environment records; without a record, than a new account has.',
  why: 'A new account starts with 5 vCPUs. A node group that finds none ends as CREATE_FAILED, and stays in the state.',
  remedy:
    'Ask AWS with the command of `smile doctor --quotas`; write what was granted into `quotas` of environment.ts.',
  source: 'https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html',
  check: whereGrantsAreKnown(
    excess(({ quota, ceiling, amount, limit, granted, isGrantKnown }) => {
      if (!quota.adjustable || !isGrantKnown || amount <= limit || (ceiling !== undefined && amount > ceiling)) return;
      return granted === undefined
        ? { limit, text: 'no grant is recorded, and a new account has' }
        : { limit, text: 'AWS granted' };
    }),
  ),
};
