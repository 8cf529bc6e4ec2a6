/** How many units each suffix stands for. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const SUFFIXES: { readonly [suffix: string]: number } = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
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

const FORM = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/** The API server's words for a quantity that it cannot read. Source: apimachinery, pkg/api/resource/quantity.go */
export const QUANTITY_WORDS =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/** A quantity such as `500m` or `2Gi` as a number of its base unit; undefined when it is none. */
export function parseQuantity(text: string): number | undefined {
  const [, number, exponent, suffix = ''] = FORM.exec(text) ?? [];
  if (number === undefined) return undefined;
  return exponent === undefined ? Number(number) * (SUFFIXES[suffix] ?? Number.NaN) : Number(`${number}${exponent}`);
}

/** A number of cores or bytes as Kubernetes would print it. */
export function showQuantity(resource: string, amount: number): string {
  if (!/memory|storage/.test(resource)) return amount % 1 === 0 ? String(amount) : `${Math.round(amount * 1000)}m`;
  const suffix = ['Gi', 'Mi', 'Ki'].find((one) => amount % (SUFFIXES[one] ?? 1) === 0);
  return suffix === undefined || amount === 0 ? String(amount) : `${amount / (SUFFIXES[suffix] ?? 1)}${suffix}`;
}
