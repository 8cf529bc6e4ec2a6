import { ACCESS_QUOTAS } from './access-quotas.ts';
import { COMPUTE_QUOTAS } from './compute-quotas.ts';
import { DATA_QUOTAS } from './data-quotas.ts';
import { NETWORK_QUOTAS } from './network-quotas.ts';
import { OPERATIONS_QUOTAS } from './operations-quotas.ts';
import type { ServiceQuota } from './service-quota.ts';

export type { ServiceQuota };

const ROWS = {
  ...COMPUTE_QUOTAS,
  ...NETWORK_QUOTAS,
  ...ACCESS_QUOTAS,
  ...DATA_QUOTAS,
  ...OPERATIONS_QUOTAS,
} as const;

/** `<service>/<code>` of a quota, as in `ec2/L-1216C47A`. */
export type QuotaId = keyof typeof ROWS;

/** Every quota that is judged, by its id. */
export const SERVICE_QUOTAS: Readonly<Record<QuotaId, ServiceQuota>> = ROWS;

/** Ids of {@link SERVICE_QUOTAS}, in their order. */
export const QUOTA_IDS = Object.keys(ROWS) as readonly QuotaId[];

/** Whether a text is the id of a quota that is judged. */
export function isQuotaId(text: string): text is QuotaId {
  return Object.hasOwn(ROWS, text);
}

/** What no account can have more of: a fixed limit, or the end to which AWS raises it. @default - no end is known */
export function ceilingOf({ adjustable, default: initially, most }: ServiceQuota): number | undefined {
  return adjustable ? most : initially;
}

/** Services whose quotas belong to the account, not to a Region: Service Quotas has them in us-east-1. */
const GLOBAL_SERVICES: ReadonlySet<string> = new Set(['iam', 'route53', 's3', 'budgets']);

/** Whether a quota counts in the whole account instead of in one Region. */
export function isGlobal(id: QuotaId): boolean {
  return GLOBAL_SERVICES.has(partsOf(id).service);
}

/** The commands that show the real quota and ask for more; undefined where only the page tells. */
export function commandsFor(
  id: QuotaId,
  region: string,
  wanted: number,
): { readonly read?: string; readonly ask?: string } {
  const { service, code } = partsOf(id);
  const { adjustable, read } = SERVICE_QUOTAS[id];
  if (!/^L-[0-9A-F]{8}$/.test(code)) return read === undefined ? {} : { read: `${read} --region ${region}` };
  const where = `--region ${isGlobal(id) ? 'us-east-1' : region} --service-code ${service} --quota-code ${code}`;
  return {
    read: `aws service-quotas get-service-quota ${where} --query Quota.Value`,
    ...(adjustable
      ? { ask: `aws service-quotas request-service-quota-increase ${where} --desired-value ${wanted}` }
      : {}),
  };
}

function partsOf(id: QuotaId): { readonly service: string; readonly code: string } {
  const [service = '', code = ''] = id.split('/');
  return { service, code };
}
