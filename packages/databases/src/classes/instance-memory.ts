/**
 * Memory by size for the families with four gibibytes per virtual processor (m5, m6g, t4g.large and up, …).
 * Source: EC2 user guide, "General purpose instances"; database classes have the memory of the instance they run on.
 */
const SMALL: Readonly<Record<string, number>> = { micro: 1, small: 2, medium: 4, large: 8, xlarge: 16 };

/** Memory-optimised families have twice as much. */
const MEMORY_OPTIMISED = /^r\d/;

/** Memory of a class such as `m5.4xlarge`, in gibibytes. A class that is not sold is refused before. */
export function memoryGibibytes(instanceClass: string): number {
  const [family = '', size = ''] = instanceClass.split('.');
  const multiple = /^(\d+)xl(arge)?$/.exec(size)?.[1];
  const general = multiple === undefined ? (SMALL[size] ?? 1) : Number(multiple) * 16;
  return MEMORY_OPTIMISED.test(family) ? general * 2 : general;
}

/** Whether a class saves up processor time while idle and runs out of it when busy for long: t3, t4g. */
export function isBurstable(instanceClass: string): boolean {
  return instanceClass.startsWith('t');
}
