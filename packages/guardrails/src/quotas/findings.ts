import type { Rule, Violation } from '../rule.ts';
import { type QuotaUsage, quotaUsages } from './usage.ts';

/** Why an amount is too much. */
interface Excess {
  readonly limit: number;
  /** What the limit is, before its number. */
  readonly text: string;
  readonly status?: Violation['status'];
}

/** A check of every quota by one question. */
export function excess(judge: (usage: QuotaUsage) => Excess | undefined): Rule['check'] {
  return (context) =>
    quotaUsages(context).flatMap((usage): Violation[] => {
      const found = judge(usage);
      if (found === undefined) return [];
      const { id, quota, amount, of, place } = usage;
      const { limit, text, status } = found;
      const message = `${id} "${quota.name}": ${amount} needed (${of}); ${text} ${limit}`;
      return [{ place, message, ...(status === undefined ? {} : { status }) }];
    });
}

/** A check of what was granted, which a plan or a state without its code does not tell. */
export function whereGrantsAreKnown(check: Rule['check']): Rule['check'] {
  return (context) =>
    context.inventory.stacks.some(({ quotas }) => quotas !== undefined) ? check(context) : undefined;
}
