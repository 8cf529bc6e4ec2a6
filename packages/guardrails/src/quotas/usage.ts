import { ceilingOf, isGlobal, QUOTA_IDS, type QuotaId, SERVICE_QUOTAS, type ServiceQuota } from '@smile/core/quotas';
import type { Inventory, Resource } from '@smile/inventory';
import type { RuleContext } from '../rule.ts';
import { ACCESS_DEMANDS } from './access-demands.ts';
import { COMPUTE_DEMANDS } from './compute-demands.ts';
import { type Demand, sums } from './counting.ts';
import { DATA_DEMANDS } from './data-demands.ts';
import { EstateGraph } from './estate-graph.ts';
import { NETWORK_DEMANDS } from './network-demands.ts';
import { OPERATIONS_DEMANDS } from './operations-demands.ts';

const DEMANDS: Readonly<Record<QuotaId, Demand>> = {
  ...COMPUTE_DEMANDS,
  ...NETWORK_DEMANDS,
  ...ACCESS_DEMANDS,
  ...DATA_DEMANDS,
  ...OPERATIONS_DEMANDS,
};

/** What an estate asks of one quota in one account, or for one resource, and what there is. */
export interface QuotaUsage {
  readonly id: QuotaId;
  readonly quota: ServiceQuota;
  /** What is needed; the least that it can be, where the source does not tell all. */
  readonly amount: number;
  /** What it is needed by. */
  readonly of: string;
  readonly place: Resource;
  /** Environments whose stacks are in the account, sorted. */
  readonly environments: readonly string[];
  /** What the account was granted. @default - nothing is recorded */
  readonly granted?: number;
  /** Whether the source tells what was granted: code does, a plan or a state without its code does not. */
  readonly isGrantKnown: boolean;
  /** What there is: the grant, or else AWS's default. */
  readonly limit: number;
  readonly limitFrom: 'default' | 'granted' | 'fixed';
  /** What nobody can have more of. @default - no end is known */
  readonly ceiling?: number;
}

const USAGES = new WeakMap<Inventory, readonly QuotaUsage[]>();

/** What an estate asks of every quota. Three rules ask, so it is worked out once for each inventory. */
export function quotaUsages(context: RuleContext): readonly QuotaUsage[] {
  const remembered = USAGES.get(context.inventory);
  if (remembered !== undefined) return remembered;
  const graph = new EstateGraph(context);
  const accounts = accountsOf(graph);
  const found = QUOTA_IDS.flatMap((id) =>
    [...sums(DEMANDS[id](graph, isGlobal(id))).values()].map(({ amount, of, place }) =>
      usageOf({ id, amount: rounded(amount), of, place }, accounts.get(graph.accountOf(place.stack))),
    ),
  );
  USAGES.set(context.inventory, found);
  return found;
}

interface Account {
  /** Sorted. */
  readonly environments: string[];
  readonly granted: Map<string, number>;
  isGrantKnown: boolean;
}

/** Environments and grants of each account. Those that share one may each record a grant; the largest counts. */
function accountsOf(graph: EstateGraph): ReadonlyMap<string, Account> {
  const accounts = new Map<string, Account>();
  for (const { name, environment, quotas } of graph.inventory.stacks) {
    const key = graph.accountOf(name);
    const account: Account = accounts.get(key) ?? { environments: [], granted: new Map(), isGrantKnown: false };
    accounts.set(key, account);
    if (environment !== undefined && !account.environments.includes(environment))
      account.environments.push(environment);
    account.isGrantKnown ||= quotas !== undefined;
    for (const [id, granted] of Object.entries(quotas ?? {})) {
      account.granted.set(id, Math.max(granted, account.granted.get(id) ?? 0));
    }
  }
  for (const { environments } of accounts.values()) environments.sort();
  return accounts;
}

function usageOf(demand: Pick<QuotaUsage, 'id' | 'amount' | 'of' | 'place'>, account: Account | undefined): QuotaUsage {
  const quota = SERVICE_QUOTAS[demand.id];
  const granted = quota.adjustable ? account?.granted.get(demand.id) : undefined;
  return {
    ...demand,
    quota,
    environments: account?.environments ?? [],
    granted,
    isGrantKnown: account?.isGrantKnown ?? false,
    limit: granted ?? quota.default,
    limitFrom: granted !== undefined ? 'granted' : quota.adjustable ? 'default' : 'fixed',
    ceiling: ceilingOf(quota),
  };
}

/** TiB come in parts; a tenth is fine enough. */
function rounded(amount: number): number {
  return Number.isInteger(amount) ? amount : Math.ceil(amount * 10) / 10;
}

/** {@link quotaUsages} of an inventory, for who has no rule to judge. */
export function quotasOf(inventory: Inventory): readonly QuotaUsage[] {
  const resources = (mode: 'managed' | 'data') => (type: string | readonly string[]) =>
    inventory
      .resources({ mode, type })
      .filter(({ change }) => change?.action !== 'delete' && change?.action !== 'forget');
  return quotaUsages({ inventory, resources: resources('managed'), dataSources: resources('data') });
}
