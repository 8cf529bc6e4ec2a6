import { type SupportStatus, supportStatus } from '@smile/core';
import { titleOf } from '@smile/diagrams';
import { supportCalendar as calendarOf } from '@smile/guardrails';
import type { Inventory, Resource } from '@smile/inventory';

/** Until when a version that the environment runs is supported. */
export interface SupportRow {
  /** As in `MySQL on RDS`. */
  readonly product: string;
  readonly version: string;
  /** What runs it, each name once. */
  readonly where: readonly string[];
  readonly status: SupportStatus;
}

/** Versions that an environment runs, as the lifecycle rules see them; what ends next comes first. */
export function supportCalendar(inventory: Inventory, environment: string, at: string): SupportRow[] {
  const isHere = (resource: Resource) => resource.environment === environment;
  const rows = calendarOf(inventory).flatMap(({ product, name, version, resources }): SupportRow[] => {
    const where = resources.filter(isHere).map((resource) => withoutZone(titleOf(resource, inventory)));
    const status = supportStatus(product, version, at);
    return where.length === 0 ? [] : [{ product: name, version, where: [...new Set(where)], status }];
  });
  return rows.sort((a, b) => compare(endOf(a), endOf(b)) || compare(a.product, b.product));
}

/** Nodes of every zone run the same. */
function withoutZone(name: string): string {
  return name.replace(/, [a-z0-9]+-az\d$/, '');
}

/** The next date that matters; what nobody published comes last. */
function endOf({ status }: SupportRow): string {
  if (status.state === 'unknown') return '9999';
  const { standardEnds, extendedEnds } = status.period;
  return status.state === 'extended' ? (extendedEnds ?? standardEnds) : standardEnds;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
