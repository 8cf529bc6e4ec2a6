/** An IPv4 range as numbers. */
export interface Cidr {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

/** Reads `10.0.0.0/16`; undefined when it is no IPv4 range. Host bits are cleared. */
export function parseCidr(text: string): Cidr | undefined {
  const [, ...parts] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text) ?? [];
  const numbers = parts.map(Number);
  const prefix = numbers.pop();
  if (prefix === undefined || prefix > 32 || numbers.some((octet) => octet > 255)) return undefined;
  const address = numbers.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1, prefix };
}

/** The same range with its host bits cleared: `10.0.0.5/8` gives `10.0.0.0/8`. Text that is no range comes back as it is. */
export function hostBitsCleared(text: string): string {
  const cidr = parseCidr(text);
  return cidr === undefined ? text : `${addressText(cidr.first)}/${cidr.prefix}`;
}

/** A number as an IPv4 address. */
function addressText(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** Whether two ranges have an address in common. */
export function overlap(left: Cidr, right: Cidr): boolean {
  return left.first <= right.last && right.first <= left.last;
}

/** Whether a range lies wholly inside another. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}
