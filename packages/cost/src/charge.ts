import type { UsageName } from '@smile/core';
import type { Inventory, Resource } from '@smile/inventory';
import type { Price, PriceBook } from './prices/price-book.ts';

/** Hours of a month, as AWS's own calculators count them: 365 × 24 / 12. */
export const HOURS_PER_MONTH = 730;

/** An amount of something that has a price, or of something that has none. */
export type Charge =
  | {
      readonly service: string;
      readonly what: string;
      readonly quantity: number;
      /** The assumption that the quantity is made of. @default - it follows from the code */
      readonly uses?: UsageName;
      /** The price; undefined where nobody has read one, which makes it unpriced. */
      readonly price: Price | undefined;
      /** What has no price, for the message. @default - `what` */
      readonly missing?: string;
    }
  | { readonly service: string; readonly what: string; readonly count: number; readonly why: string };

/** What a charge may look at. */
export interface ChargeContext {
  readonly inventory: Inventory;
  readonly environment: string;
  readonly prices: PriceBook;
  /** ISO date whose rates count. */
  readonly on: string;
  /** What the environment assumes about its use. */
  readonly use: (name: UsageName) => number;
}

/** How some types of resources are charged, each by itself. */
export interface Pricer {
  readonly types: readonly string[];
  readonly charges: (resource: Resource, context: ChargeContext) => readonly Charge[];
}
