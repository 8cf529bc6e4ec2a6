import type { Json } from '@smile/inventory';

/**
 * Whether a quantity asks for nothing, as `0`, `0Mi` or an empty text do.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function isNothing(quantity: Json | undefined): boolean {
  if (quantity === undefined || quantity === null || quantity === '') return true;
  return /^[+-]?0*(\.0*)?([a-zA-Z]+|e[+-]?\d+)?$/.test(String(quantity));
}

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const QUANTITY = /^[+-]?(\d+\.?\d*|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|e[+-]?\d+|E[+-]?\d+)?$/;
const UNITS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A quantity as a number; undefined for a text that is none. */
export function amountOf(quantity: Json | undefined): number | undefined {
  const [, digits = '', unit] = QUANTITY.exec(String(quantity)) ?? [];
  if (digits === '') return undefined;
  const factor = unit === undefined ? 1 : (UNITS[unit] ?? Number(`1${unit.toLowerCase()}`));
  return Number(digits) * factor;
}
