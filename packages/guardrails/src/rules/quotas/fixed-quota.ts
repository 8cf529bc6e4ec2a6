import { excess } from '../../quotas/findings.ts';
import type { Rule } from '../../rule.ts';

export const fixedQuota: Rule = {
  id: 'SMILE_QUOTA_FIXED',
  family: 'quotas',
  severity: 'high',
  title: 'A quota that AWS does not raise is not exceeded',
  what: 'Nothing needs more than a quota that is not adjustable, or than the most that AWS raises an adjustable one to.',
  why: 'Plan knows no quotas: the apply ends in the middle with LimitExceeded, and asking AWS for more does not help.',
  remedy: 'Divide what is too large: another policy, rule, plan or load balancer.',
  source: 'https://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html',
  check: excess(({ ceiling, amount }) =>
    ceiling !== undefined && amount > ceiling ? { limit: ceiling, text: 'AWS allows nobody more than' } : undefined,
  ),
};
