import { closest, regionFacts } from '@smile/core';

/** Managed services whose classes the region facts list. */
type Service = 'rdsMysql' | 'elasticache' | 'mq';

const PREFIXES = { rdsMysql: 'db', elasticache: 'cache', mq: 'mq' } as const;

const NAMES = { rdsMysql: 'RDS for MySQL', elasticache: 'ElastiCache', mq: 'Amazon MQ' } as const;

/** Why a class cannot be had in a region: one sentence, or none. AWS says so only at apply. */
export function classProblems(service: Service, property: string, given: string, region: string): string[] {
  const sold = regionFacts(region).classes[service].map((name) => name.slice(PREFIXES[service].length + 1));
  if (sold.includes(given)) return [];
  return [
    `${property}: ${NAMES[service]} sells no ${PREFIXES[service]}.${given} in ${region}; ${advice(given, sold, PREFIXES[service])}`,
  ];
}

/** The sizes of the same family, or else the likeliest slip of the pen, or else the families. */
function advice(given: string, sold: readonly string[], prefix: string): string {
  const family = given.split('.')[0] ?? '';
  const sizes = sold.filter((name) => name.startsWith(`${family}.`));
  if (sizes.length > 0) return `choose one of ${sizes.map((name) => `${prefix}.${name}`).join(', ')}`;
  const guess = closest(given, sold);
  const families = [...new Set(sold.map((name) => name.split('.')[0]))].sort().join(', ');
  return guess === undefined
    ? `choose one of the families ${families}`
    : `did you mean ${prefix}.${guess}? Families sold are ${families}`;
}
