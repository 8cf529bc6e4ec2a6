import { vcpusOf } from '@smile/core';
import type { JsonObject, Resource } from '@smile/inventory';
import { type Charge, type ChargeContext, HOURS_PER_MONTH, type Pricer } from '../charge.ts';
import { paidSupport } from '../extended-support.ts';
import { literal, numeric } from '../read-values.ts';

const RDS = 'RDS';

/** Switches paid support off: RDS upgrades by itself instead. */
const WITHOUT_EXTENDED_SUPPORT = 'open-source-rds-extended-support-disabled';

/** Days of Performance Insights that cost nothing. */
const FREE_INSIGHTS_DAYS = 7;

/**
 * Instances of RDS with standby, storage and extended support. A Multi-AZ instance is billed twice in all three.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support-charges.html
 */
export const databases: Pricer = {
  types: ['aws_db_instance'],
  charges: ({ values }, context) => {
    const engine = literal(values, 'engine');
    const instanceClass = literal(values, 'instance_class');
    if (engine === undefined || instanceClass === undefined) {
      return [{ service: RDS, what: 'instances', count: 1, why: 'engine or class is known only after apply' }];
    }
    const copies = literal(values, 'multi_az') === 'true' ? 2 : 1;
    const kind = copies === 2 ? 'Multi-AZ' : 'Single-AZ';
    return [
      {
        service: RDS,
        what: `${engine} on ${instanceClass}, ${kind}`,
        quantity: copies * HOURS_PER_MONTH,
        price: context.prices.find(`rds/${engine}/${instanceClass}`),
      },
      storage(values, copies, context),
      ...extendedSupport(values, { engine, instanceClass, copies }, context),
      ...masterSecret(values, context),
      ...watching(values),
    ];
  },
};

/** Processors of a database, its standby left aside. */
export function databaseVcpus({ values }: Resource): number | undefined {
  const instanceClass = literal(values, 'instance_class');
  return instanceClass === undefined ? undefined : vcpusOf(instanceClass.replace(/^db\./, ''));
}

function storage(values: JsonObject, copies: number, { prices }: ChargeContext): Charge {
  const type = literal(values, 'storage_type') ?? 'gp2';
  const size = numeric(values, 'allocated_storage');
  if (size === undefined)
    return { service: RDS, what: `${type} storage`, count: 1, why: 'its size is known only after apply' };
  return { service: RDS, what: `${type} storage`, quantity: copies * size, price: prices.find(`rds/storage/${type}`) };
}

interface Sold {
  readonly engine: string;
  readonly instanceClass: string;
  readonly copies: number;
}

function extendedSupport(
  values: JsonObject,
  { engine, instanceClass, copies }: Sold,
  context: ChargeContext,
): Charge[] {
  const version = /^\d+\.\d+/.exec(literal(values, 'engine_version') ?? '')?.[0];
  const isOff = literal(values, 'engine_lifecycle_support') === WITHOUT_EXTENDED_SUPPORT;
  const paid =
    version === undefined || engine !== 'mysql' || isOff ? undefined : paidSupport('rds-mysql', version, context.on);
  if (paid === undefined) return [];
  const vcpus = vcpusOf(instanceClass.replace(/^db\./, ''));
  return [
    {
      service: RDS,
      what: `extended support of ${engine} ${version}, ${paid.words}`,
      quantity: copies * vcpus * HOURS_PER_MONTH,
      price: context.prices.find(`rds/extended-support/${paid.step}`),
    },
  ];
}

/** RDS keeps the password of the master user in a secret that is in no code. */
function masterSecret(values: JsonObject, { prices }: ChargeContext): Charge[] {
  if (literal(values, 'manage_master_user_password') !== 'true') return [];
  return [{ service: 'Secrets Manager', what: 'secrets', quantity: 1, price: prices.find('secrets-manager/secret') }];
}

function watching(values: JsonObject): Charge[] {
  const days = numeric(values, 'performance_insights_retention_period') ?? FREE_INSIGHTS_DAYS;
  const monitoring = numeric(values, 'monitoring_interval') ?? 0;
  const logs = { service: 'CloudWatch', what: 'enhanced monitoring of databases', count: 1 };
  const insights = { service: RDS, what: 'Performance Insights', count: 1 };
  return [
    ...(monitoring > 0 ? [{ ...logs, why: 'by the logs that it writes, and no price was found' }] : []),
    ...(days > FREE_INSIGHTS_DAYS
      ? [{ ...insights, why: `by vCPU beyond ${FREE_INSIGHTS_DAYS} days, and no price was found` }]
      : []),
  ];
}
