/** Whether one block of addresses lies inside another; false for two families, and for text that is no block. */
export function isInside(inner: string, outer: string): boolean {
  const [a, b] = [parse(inner), parse(outer)];
  if (a === undefined || b === undefined || a.width !== b.width || a.length < b.length) return false;
  const shift = BigInt(b.width - b.length);
  return a.address >> shift === b.address >> shift;
}

/** Whether a block holds every address of its family. */
export function isAnywhere(cidr: string): boolean {
  return /\/0$/.test(cidr) && parse(cidr) !== undefined;
}

interface Block {
  readonly address: bigint;
  /** Bits of the prefix. */
  readonly length: number;
  /** Bits of an address: 32 or 128. */
  readonly width: number;
}

function parse(cidr: string): Block | undefined {
  const [, text = '', digits = ''] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(cidr) ?? [];
  const length = Number(digits);
  if (text.includes('.') && !text.includes(':')) {
    const parts = text.split('.').map(Number);
    if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255)) || length > 32) return undefined;
    return { address: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n), length, width: 32 };
  }
  if (!text.includes(':') || length > 128) return undefined;
  const [head = '', tail] = text.split('::');
  const [before, after] = [head, tail ?? ''].map((half) => half.split(':').filter((part) => part !== ''));
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  if (missing < 0 || (tail === undefined && missing > 0)) return undefined;
  const parts = [...(before ?? []), ...Array.from({ length: missing }, () => '0'), ...(after ?? [])];
  return { address: parts.reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n), length, width: 128 };
}
