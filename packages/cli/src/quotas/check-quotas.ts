import { commandsFor, type QuotaId } from '@smile/core/quotas';
import { type QuotaUsage, quotasOf } from '@smile/guardrails';
import type { Inventory } from '@smile/inventory';
import type { CheckResult } from '../doctor/check.ts';

/** What an environment asks of one quota, and what there is. */
export interface QuotaRow {
  readonly environment: string;
  readonly id: QuotaId;
  readonly name: string;
  readonly needed: number;
  readonly by: string;
  readonly limit: number;
  readonly limitFrom: QuotaUsage['limitFrom'];
  readonly headroom: number;
  /** Page of AWS with the number, and whether the number was seen there. */
  readonly source: string;
  readonly isConfirmed: boolean;
  /** Command that shows the real quota. @default - AWS has none */
  readonly read?: string;
  /** Command that asks for more. @default - AWS raises it for nobody, or a support case asks */
  readonly ask?: string;
}

/** From this share on it is time to ask, as the guardrail SMILE_QUOTA_HEADROOM says. */
const SHARE = 0.8;
const LEAST_LIMIT = 10;

/** Every quota that an environment needs something of: for each the resource, or the account, that comes nearest to it. */
export function quotaRows(estate: Inventory, environment: string, region: string): readonly QuotaRow[] {
  const nearest = new Map<QuotaId, QuotaUsage>();
  for (const usage of quotasOf(estate)) {
    if (usage.amount === 0 || !usage.environments.includes(environment)) continue;
    const known = nearest.get(usage.id);
    if (known === undefined || usage.amount > known.amount) nearest.set(usage.id, usage);
  }
  return [...nearest.values()].map(({ id, quota, amount, of, limit, limitFrom }) => ({
    environment,
    id,
    name: quota.name,
    needed: amount,
    by: of,
    limit,
    limitFrom,
    // Parts of a TiB leave no long tails.
    headroom: Math.round((limit - amount) * 10) / 10,
    source: quota.source,
    isConfirmed: quota.unconfirmed !== true,
    ...commandsFor(id, region, limitFrom === 'granted' && limit >= amount ? limit : withRoom(amount)),
  }));
}

/** What to ask for, so that a quarter is left. */
function withRoom(amount: number): number {
  return Math.ceil(amount / SHARE);
}

/** A row as the doctor prints it, with the commands where there is something to do or to look at. */
export function asCheck(row: QuotaRow): CheckResult {
  const { environment, id, name, needed, by, limit, limitFrom, headroom, source, isConfirmed } = row;
  const status = headroom < 0 ? 'fail' : limit >= LEAST_LIMIT && needed >= SHARE * limit ? 'warn' : 'ok';
  const found = `${needed} of ${limit} (${limitFrom}), headroom ${headroom}: ${name}`;
  const title = `${environment} ${id}`;
  if (status === 'ok' && limitFrom !== 'granted') return { name: title, status, found };
  const lines = [
    row.read === undefined ? `AWS has no command that shows it: ${source}` : `see what the account has: ${row.read}`,
    ...(row.ask === undefined ? [] : [`ask for more: ${row.ask}`]),
    ...(status === 'fail' && row.ask !== undefined ? [`then write into environment.ts: quotas: { '${id}': … }`] : []),
    ...(isConfirmed ? [] : [`the number was not seen on AWS's page, look there first: ${source}`]),
  ];
  return { name: title, status, found: `${found} (${by})`, remedy: lines.join('\n') };
}
