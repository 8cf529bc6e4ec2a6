/**
 * Size of an instance type relative to `small`: within a family AWS prices in proportion to it.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html#ri-normalization-factor
 */
const FACTORS: Readonly<Record<string, number>> = {
  nano: 0.25,
  micro: 0.5,
  small: 1,
  medium: 2,
  large: 4,
  xlarge: 8,
};

/** An instance type taken apart, as `db.m5.4xlarge` into `db.m5` and 32. */
export interface InstanceSize {
  readonly family: string;
  readonly factor: number;
}

/** Family and size of a type; undefined for what has no size in proportion, such as `m5.metal`. */
export function instanceSize(type: string): InstanceSize | undefined {
  const dot = type.lastIndexOf('.');
  const size = type.slice(dot + 1);
  const multiple = /^(\d+)xlarge$/.exec(size)?.[1];
  const factor = multiple === undefined ? FACTORS[size] : 8 * Number(multiple);
  return dot < 0 || factor === undefined ? undefined : { family: type.slice(0, dot), factor };
}
