import type { Json } from '@smile/inventory';

/**
 * Whether a quantity asks for nothing, as `0`, `0Mi` or an empty text do.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function isNothing(quantity: Json | undefined): boolean {
  if (quantity === undefined || quantity === null || quantity === '') return true;
  return /^[+-]?0*(\.0*)?([a-zA-Z]+|e[+-]?\d+)?$/.test(String(quantity));
}
