import { closest } from '../errors/closest.ts';
import { ceilingOf, isQuotaId, QUOTA_IDS, type QuotaId, SERVICE_QUOTAS } from '../quotas/service-quotas.ts';
import { shown } from './checks.ts';

/**
 * What AWS granted the account, by quota, as in `{ 'ec2/L-1216C47A': 400 }`; `smile doctor --quotas` lists the ids.
 *
 * It is a record of a fact: write the number down when AWS has granted it, and ask before the first apply.
 */
export type QuotaValues = Readonly<Partial<Record<QuotaId, number>>>;

const RULES_PER_GROUP: QuotaId = 'vpc/L-0EA8095F';
const GROUPS_PER_INTERFACE: QuotaId = 'vpc/L-2AFB9258';
const PRODUCT: QuotaId = 'vpc/rules-per-interface';

/** What is wrong with recorded grants; each problem with its path. */
export function quotaProblems(given: unknown): string[] {
  if (given === undefined) return [];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return [`quotas: expected numbers by quota, as in { 'ec2/L-1216C47A': 400 }, got ${shown(given)}`];
  }
  const entries: readonly (readonly [string, unknown])[] = Object.entries(given);
  const problems = entries.flatMap(([id, value]) => problemsOfGrant(id, value));
  return problems.length > 0 ? problems : productProblems(Object.fromEntries(entries));
}

function problemsOfGrant(id: string, value: unknown): string[] {
  const at = `quotas['${id}']`;
  if (!isQuotaId(id)) {
    const guess = closest(id, QUOTA_IDS);
    return [
      `${at}: no such quota; ${guess === undefined ? 'smile doctor --quotas lists them' : `did you mean ${guess}?`}`,
    ];
  }
  const quota = SERVICE_QUOTAS[id];
  const { name, adjustable, default: initially } = quota;
  if (!adjustable) return [`${at}: AWS grants no more than ${initially} of "${name}" to anybody; remove it`];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    return [`${at}: expected a whole number, got ${shown(value)}; write what Service Quotas shows`];
  }
  const most = ceilingOf(quota);
  return most === undefined || value <= most
    ? []
    : [`${at}: expected at most ${most}, to which AWS raises "${name}", got ${value}; write what Service Quotas shows`];
}

/** AWS raises one of the two only while their product stays within a thousand. */
function productProblems(given: Readonly<Record<string, unknown>>): string[] {
  const [rules, groups] = [RULES_PER_GROUP, GROUPS_PER_INTERFACE].map((id) => {
    const value = given[id] ?? (isQuotaId(id) ? SERVICE_QUOTAS[id].default : undefined);
    return typeof value === 'number' ? value : 0;
  });
  const product = (rules ?? 0) * (groups ?? 0);
  const limit = SERVICE_QUOTAS[PRODUCT].default;
  return product <= limit
    ? []
    : [
        `quotas: ${rules} rules per security group × ${groups} groups per network interface are ${product}, and AWS grants no more than ${limit}; lower '${RULES_PER_GROUP}' or '${GROUPS_PER_INTERFACE}'`,
      ];
}
