import type { Json } from '@smile/inventory';
import { parseQuantity } from '@smile/rehearsal';

/**
 * Whether a quantity asks for nothing, as `0`, `0Mi` or an empty text do.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function isNothing(quantity: Json | undefined): boolean {
  if (quantity === undefined || quantity === null || quantity === '') return true;
  return /^[+-]?0*(\.0*)?([a-zA-Z]+|e[+-]?\d+)?$/.test(String(quantity));
}

/** A quantity as a number; undefined for a text that is none. */
export function amountOf(quantity: Json | undefined): number | undefined {
  return parseQuantity(String(quantity));
}
