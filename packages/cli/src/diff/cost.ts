import type { CostOf } from '@smile/diff';

/** What computes the costs of an estate for `smile diff`. @default - nothing does, and the report says so */
export const costOf: CostOf | undefined = undefined;
