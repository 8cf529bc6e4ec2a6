import type { UsageName } from '@smile/core';
import type { Price } from './prices/price-book.ts';

/** Where something that is billed stands. */
export interface BilledPlace {
  /** As in `indonesia/production`. */
  readonly environment: string;
  /** @default - it is of the whole environment */
  readonly stack?: string;
  /** Address of the resource. @default - it is of several resources */
  readonly address?: string;
  /** Construct path of the resource. @default - not known from a plan or a state */
  readonly path?: string;
  /** Tags of the resource with the provider's default tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Something that is billed at a price. */
export interface CostLine extends BilledPlace {
  /** As AWS calls the service, as in `RDS`. */
  readonly service: string;
  /** What of it, the same for things of a kind, as in `db.m5.xlarge, Multi-AZ`. */
  readonly what: string;
  /** How many units of the price in a month. */
  readonly quantity: number;
  readonly price: Price;
  readonly usdPerMonth: number;
  /** The assumption about use that the quantity is. @default - the quantity follows from the code */
  readonly assumes?: { readonly name: UsageName; readonly value: number; readonly isDefault: boolean };
}

/** Something that is billed, too, and has no price here. It is never counted as zero. */
export interface UnpricedThing extends BilledPlace {
  readonly service: string;
  readonly what: string;
  readonly count: number;
  /** Why it has none. */
  readonly why: string;
}
