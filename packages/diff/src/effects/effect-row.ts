import type { JsonObject } from '@smile/inventory';

/** When a change in place takes effect, after Terraform applied it. */
export type When =
  | 'at once'
  | 'maintenance window'
  | 'node roll'
  | 'pods restart'
  | 'next launch'
  | 'after a reboot'
  | 'within days'
  | 'not known';

/** Whether the service is down meanwhile. `briefly` is a failover, or connections that are cut. */
export type Down = 'no' | 'briefly' | 'yes' | 'not known';

/** What a change of some arguments of a type does. Every row has a source; what no row is about is not known. */
export interface EffectRow {
  readonly types: readonly string[];
  /** Dotted paths, each with what is inside it; `*` is every argument that no other row of the type names. */
  readonly arguments: readonly string[];
  readonly when: When;
  readonly down: Down;
  /** What happens, in a few words. */
  readonly what: string;
  /** Page that says so. */
  readonly source: string;
  /** Holds for objects with these arguments after and before only. @default - for all */
  readonly only?: (after: JsonObject, before: JsonObject) => boolean;
}

/** A row for something that waits for the window unless `apply_immediately` is on. */
export function waiting(row: Omit<EffectRow, 'when'>): readonly EffectRow[] {
  const isUrgent = (values: JsonObject) => values.apply_immediately === true;
  const holds = row.only ?? (() => true);
  return [
    { ...row, when: 'maintenance window', only: (after, before) => holds(after, before) && !isUrgent(after) },
    { ...row, when: 'at once', only: (after, before) => holds(after, before) && isUrgent(after) },
  ];
}
