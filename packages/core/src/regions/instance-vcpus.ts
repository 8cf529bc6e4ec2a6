/** Processors of whole machines and of sizes that do not follow their family. */
const ODD_SIZES: Readonly<Record<string, number>> = {
  't2.nano': 1,
  't2.micro': 1,
  't2.small': 1,
  'c4.8xlarge': 36,
  'd2.8xlarge': 36,
  'm4.10xlarge': 40,
  'a1.metal': 16,
  'c5.metal': 96,
  'c6g.metal': 64,
  'c7g.metal': 64,
  'i3.metal': 72,
  'i3en.metal': 96,
  'm5.metal': 96,
  'm6g.metal': 64,
  'm6i.metal': 128,
  'm7g.metal': 64,
  'r5.metal': 96,
  'r6g.metal': 64,
  'r6i.metal': 128,
  'r7g.metal': 64,
};

/** A whole machine whose processors are not known counts as a large one, so that no demand is too small. */
const UNKNOWN_MACHINE = 128;

/**
 * Virtual processors of an instance type: in current families two up to `large`, four for `xlarge`, and as many more as its
 * multiplier says; one for a `medium` that has no burst. https://docs.aws.amazon.com/ec2/latest/instancetypes
 */
export function vcpusOf(type: string): number {
  const odd = ODD_SIZES[type];
  if (odd !== undefined) return odd;
  const [family = '', size = ''] = type.split('.');
  if (size === 'medium' && !family.startsWith('t')) return 1;
  if (['nano', 'micro', 'small', 'medium', 'large'].includes(size)) return 2;
  const machine = /^metal-(\d+)xl$/.exec(size)?.[1];
  const multiplier = machine ?? /^(\d*)xlarge$/.exec(size)?.[1];
  if (multiplier === undefined) return UNKNOWN_MACHINE;
  return 4 * Number(multiplier === '' ? 1 : multiplier);
}
