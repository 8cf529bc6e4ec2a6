const MEMORY_UNITS: Readonly<Record<string, number>> = { Ki: 1 / 1024, Mi: 1, Gi: 1024, Ti: 1024 * 1024 };

/** Thousandths of a CPU in a quantity of Kubernetes, as in `500m`, `2` or `0.5`. */
export function cpuMillis(quantity: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(m?)$/.exec(quantity) ?? [];
  if (amount === undefined) throw new Error(`${quantity} is no quantity of CPU`);
  return unit === 'm' ? Number(amount) : Number(amount) * 1000;
}

/** MiB in a quantity of Kubernetes, as in `512Mi` or `2Gi`. */
export function mebibytes(quantity: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti)$/.exec(quantity) ?? [];
  const factor = MEMORY_UNITS[unit];
  if (amount === undefined || factor === undefined) throw new Error(`${quantity} is no quantity of memory`);
  return Number(amount) * factor;
}
