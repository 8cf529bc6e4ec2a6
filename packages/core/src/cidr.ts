/** An IPv4 block with its bounds as unsigned 32-bit numbers. */
export interface Ipv4Block {
  readonly cidr: string;
  readonly first: number;
  readonly last: number;
  /** Number of leading bits that are fixed: 16 in `10.0.0.0/16`. */
  readonly prefixLength: number;
}

/**
 * Reads `10.0.0.0/16`.
 *
 * @returns undefined when the text is not an IPv4 block.
 */
export function parseIpv4Block(cidr: string): Ipv4Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  if (match === null) return undefined;
  const [, ...parts] = match.map(Number);
  const prefixLength = parts.pop() ?? 33;
  if (prefixLength > 32 || parts.some((part) => part > 255)) return undefined;
  const given = parts.reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - prefixLength);
  const first = given - (given % size);
  return { cidr, first, last: first + size - 1, prefixLength };
}

/** The block's address with the host bits cleared, which is the only form that AWS keeps: `10.0.0.5/16` is `10.0.0.0/16`. */
export function canonicalCidr(block: Ipv4Block): string {
  return formatBlock(block.first, block.prefixLength);
}

/** Writes a block from its first address. */
export function formatBlock(first: number, prefixLength: number): string {
  const parts = [first >>> 24, (first >>> 16) & 255, (first >>> 8) & 255, first & 255];
  return `${parts.join('.')}/${prefixLength}`;
}

/** Blocks that a VPC is made of: RFC 1918, and RFC 6598. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const PRIVATE = blocksOf('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10');

/** Blocks that no packet from the internet has as its source: the private ones, and RFC 1122 and RFC 3927. */
const NOT_PUBLIC = [...PRIVATE, ...blocksOf('127.0.0.0/8', '169.254.0.0/16')];

/** Whether a block is private address space, which belongs to nobody on the internet. */
export function isPrivate(block: Ipv4Block): boolean {
  return PRIVATE.some((one) => contains(one, block));
}

/** Whether the internet may know a block: none of its addresses is private, of a carrier, or of the host itself. */
export function isPublic(block: Ipv4Block): boolean {
  return !NOT_PUBLIC.some((one) => overlaps(one, block));
}

function blocksOf(...cidrs: readonly string[]): readonly Ipv4Block[] {
  return cidrs.flatMap((cidr) => parseIpv4Block(cidr) ?? []);
}

/** Whether two blocks share an address. */
export function overlaps(one: Ipv4Block, other: Ipv4Block): boolean {
  return one.first <= other.last && other.first <= one.last;
}

/** Whether every address of `inner` is in `outer`. */
export function contains(outer: Ipv4Block, inner: Ipv4Block): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}
