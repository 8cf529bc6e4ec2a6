import type { Inventory } from '@smile/inventory';

/** What an estate costs, as far as somebody can tell. */
export interface CostFigures {
  /** US dollars a month. */
  readonly monthlyUsd: number;
  /** What the figure leaves out, or rests on; nothing that is not priced counts as zero without being here. */
  readonly notes: readonly string[];
}

/** Computes costs; given by whoever can, so that this package needs no prices. */
export type CostOf = (inventory: Inventory) => CostFigures;
