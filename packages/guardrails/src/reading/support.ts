import { freeFixesEnd, type Product, SUPPORT_PERIODS, type SupportPeriod, UNDATED_VERSIONS } from '@smile/core';
import type { RuleContext, Violation } from '../rule.ts';
import { VERSIONED_TYPES, versionsInUse } from './versions-in-use.ts';

/** How products are called in messages. */
export const PRODUCT_NAMES: Readonly<Record<Product, string>> = {
  eks: 'EKS',
  'rds-mysql': 'MySQL on RDS',
  'elasticache-redis': 'Redis on ElastiCache',
  'elasticache-valkey': 'Valkey on ElastiCache',
  'amazon-mq-rabbitmq': 'RabbitMQ on Amazon MQ',
  node: 'Node.js',
  al2: 'Amazon Linux',
  al2023: 'Amazon Linux',
  debian: 'Debian',
  ubuntu: 'Ubuntu',
};

/** How long before the end of standard support a warning begins. */
const WARNING_DAYS = 180;

/** How long after the end a warning stays a warning. */
const GRACE_DAYS = 30;

/** Judges every use of a product by the calendars; without a day, only whether the version is known at all. */
export function judgeSupport({ resources, on }: RuleContext, product: Product): readonly Violation[] {
  return versionsInUse(resources(VERSIONED_TYPES))
    .filter((used) => used.product === product)
    .flatMap(({ version, resource: place }) => {
      const name = `${PRODUCT_NAMES[product]} ${version}`;
      const period = SUPPORT_PERIODS.find((row) => row.product === product && row.version === version);
      if (period !== undefined)
        return on === undefined
          ? []
          : judgePeriod(name, freeFixesEnd(period), on, phaseOf(period)).map((said) => ({ place, ...said }));
      const known = versionsOf(product);
      return UNDATED_VERSIONS[product]?.includes(version) === true
        ? []
        : [{ place, message: `${name} is in no calendar of ours; choose one of ${known.join(', ')}` }];
    });
}

/** What ends with the last free fixes. */
function phaseOf({ maintenanceEnds }: SupportPeriod): string {
  return maintenanceEnds === undefined ? 'standard support' : 'maintenance with security updates';
}

/** What to say on a day of a support that ends on another; nothing while its end is far. */
export function judgePeriod(
  name: string,
  ends: string,
  on: string,
  phase = 'standard support',
): readonly { readonly message: string; readonly status: 'failed' | 'warned' }[] {
  const left = daysBetween(on, ends);
  if (left > WARNING_DAYS) return [];
  if (left >= 0) return [{ message: `${name} leaves ${phase} on ${ends}, in ${left} days`, status: 'warned' }];
  const message = `${name} left ${phase} on ${ends}, ${-left} days ago`;
  return [{ message, status: -left > GRACE_DAYS ? 'failed' : 'warned' }];
}

/** Whole days from one ISO date to another. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function versionsOf(product: Product): readonly string[] {
  const dated = SUPPORT_PERIODS.filter((row) => row.product === product).map(({ version }) => version);
  return [...dated, ...(UNDATED_VERSIONS[product] ?? [])];
}
