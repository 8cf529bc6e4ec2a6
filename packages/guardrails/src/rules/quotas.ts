import type { Rule } from '../rule.ts';
import { fixedQuota } from './quotas/fixed-quota.ts';
import { grantedQuota } from './quotas/granted-quota.ts';
import { quotaHeadroom } from './quotas/quota-headroom.ts';

/** What AWS refuses because an account, or one resource, has too much of something. */
export const QUOTA_RULES: readonly Rule[] = [fixedQuota, grantedQuota, quotaHeadroom];
