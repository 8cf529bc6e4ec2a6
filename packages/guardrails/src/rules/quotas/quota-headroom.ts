import { excess } from '../../quotas/findings.ts';
import type { Rule } from '../../rule.ts';

/** From this share of a quota on it is time to ask; AWS's Trusted Advisor warns at the same. */
const SHARE = 0.8;

/** A quota of a few leaves no room that a share of it could measure: one of one is full, and right. */
const LEAST_LIMIT = 10;

export const quotaHeadroom: Rule = {
  id: 'SMILE_QUOTA_HEADROOM',
  family: 'quotas',
  severity: 'low',
  title: 'A quota has room for what comes next',
  what: 'Less than 80 % of a quota is needed. A warning; quotas of fewer than ten are left out.',
  why: 'Increases take days, and more when a person at AWS decides. Who asks at the last moment waits with a half-made change.',
  remedy: 'Ask AWS now with the command of `smile doctor --quotas`, or divide what has grown.',
  source: 'https://docs.aws.amazon.com/awssupport/latest/user/service-limits.html',
  check: excess(({ amount, limit, quota, isGrantKnown }) => {
    if (limit < LEAST_LIMIT || amount > limit || amount < SHARE * limit) return;
    if (quota.adjustable && !isGrantKnown) return;
    return { limit, text: 'that is 80 % or more of', status: 'warned' };
  }),
};
