import { type Product, SUPPORT_PERIODS } from '@smile/core';
import type { Inventory, Resource } from '@smile/inventory';
import { PRODUCT_NAMES } from './reading/support.ts';
import { VERSIONED_TYPES, versionsInUse } from './reading/versions-in-use.ts';

/** Until when something that the estate runs is supported, and what runs it. */
export interface CalendarEntry {
  readonly product: Product;
  /** As in `MySQL on RDS`. */
  readonly name: string;
  readonly version: string;
  /** Last day of standard support, as an ISO date. @default - the vendor has published none */
  readonly standardEnds?: string;
  /** Last day of paid support. @default - there is none, or it is not published */
  readonly extendedEnds?: string;
  /** Last day of maintenance with security updates. @default - there is none */
  readonly maintenanceEnds?: string;
  /** Last day on which others give security updates. @default - nobody does */
  readonly communityEnds?: string;
  /** Where the dates are from. @default - there are none */
  readonly source?: string;
  readonly resources: readonly Resource[];
}

/** End-of-support dates of what an estate really runs, the soonest first, those without a date last. */
export function supportCalendar(inventory: Inventory): readonly CalendarEntry[] {
  const entries = new Map<string, CalendarEntry>();
  for (const { product, version, resource } of versionsInUse(
    inventory.resources({ type: VERSIONED_TYPES, mode: 'managed' }),
  )) {
    const key = `${product} ${version}`;
    const period = SUPPORT_PERIODS.find((row) => row.product === product && row.version === version);
    const { standardEnds, extendedEnds, maintenanceEnds, communityEnds, source } = period ?? {};
    const known = entries.get(key);
    entries.set(key, {
      product,
      name: PRODUCT_NAMES[product],
      version,
      standardEnds,
      extendedEnds,
      maintenanceEnds,
      communityEnds,
      source,
      resources: [...(known?.resources ?? []), resource],
    });
  }
  const end = ({ standardEnds }: CalendarEntry) => standardEnds ?? '9999';
  return [...entries.values()].sort((a, b) => end(a).localeCompare(end(b)) || a.product.localeCompare(b.product));
}
