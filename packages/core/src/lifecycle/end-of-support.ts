/** Until when a vendor supports one version of something that the estate runs. */
export interface SupportPeriod {
  readonly product: Product;
  /** As in `1.35` for EKS, `8.0` for MySQL. */
  readonly version: string;
  /** Last day of standard support, as an ISO date. */
  readonly standardEnds: string;
  /** Last day of paid extended support. @default - the vendor sells none, or its date is not published */
  readonly extendedEnds?: string;
  /** Last day of maintenance, in which the vendor gives security updates for nothing. @default - there is no such time */
  readonly maintenanceEnds?: string;
  /** Last day on which others than the vendor give security updates, for a part of the packages. @default - nobody does */
  readonly communityEnds?: string;
  readonly source: string;
}

/** Products whose versions the estate pins. */
export type Product =
  | 'eks'
  | 'rds-mysql'
  | 'elasticache-redis'
  | 'elasticache-valkey'
  | 'amazon-mq-rabbitmq'
  | 'node'
  | 'al2'
  | 'al2023'
  | 'debian'
  | 'ubuntu';

/** ISO date on which the calendars below were read. Vendors move their dates, so this ages. */
export const CALENDARS_READ_ON = '2026-08-22';

const AWS_CALENDARS = `endoflife-date/endoflife.date of ${CALENDARS_READ_ON}, read from the vendors' own pages`;

/** Dated table of what ends when. A version without a row has no published end. */
export const SUPPORT_PERIODS: readonly SupportPeriod[] = [
  { product: 'eks', version: '1.31', standardEnds: '2025-11-26', extendedEnds: '2026-11-26', source: AWS_CALENDARS },
  { product: 'eks', version: '1.32', standardEnds: '2026-03-23', extendedEnds: '2027-03-23', source: AWS_CALENDARS },
  { product: 'eks', version: '1.33', standardEnds: '2026-07-29', extendedEnds: '2027-07-29', source: AWS_CALENDARS },
  { product: 'eks', version: '1.34', standardEnds: '2026-12-02', extendedEnds: '2027-12-02', source: AWS_CALENDARS },
  { product: 'eks', version: '1.35', standardEnds: '2027-03-27', extendedEnds: '2028-03-27', source: AWS_CALENDARS },
  { product: 'eks', version: '1.36', standardEnds: '2027-08-02', extendedEnds: '2028-08-02', source: AWS_CALENDARS },
  {
    product: 'rds-mysql',
    version: '8.0',
    standardEnds: '2026-07-31',
    extendedEnds: '2029-07-31',
    source: AWS_CALENDARS,
  },
  {
    product: 'rds-mysql',
    version: '8.4',
    standardEnds: '2029-07-31',
    extendedEnds: '2032-07-31',
    source: AWS_CALENDARS,
  },
  ...['4.0', '5.0'].map(
    (version): SupportPeriod => ({
      product: 'elasticache-redis',
      version,
      standardEnds: '2026-01-31',
      extendedEnds: '2029-01-31',
      source: AWS_CALENDARS,
    }),
  ),
  {
    product: 'elasticache-redis',
    version: '6.2',
    standardEnds: '2027-01-31',
    extendedEnds: '2030-01-31',
    source: AWS_CALENDARS,
  },
  { product: 'amazon-mq-rabbitmq', version: '3.12', standardEnds: '2025-03-17', source: AWS_CALENDARS },
  {
    product: 'al2023',
    version: '2023',
    standardEnds: '2027-06-30',
    maintenanceEnds: '2029-06-30',
    source: 'https://docs.aws.amazon.com/linux/al2023/ug/release-cadence.html',
  },
  { product: 'al2', version: '2', standardEnds: '2026-06-30', source: AWS_CALENDARS },
  { product: 'debian', version: '12', standardEnds: '2026-07-11', communityEnds: '2028-06-30', source: AWS_CALENDARS },
  { product: 'debian', version: '13', standardEnds: '2028-08-09', communityEnds: '2030-06-30', source: AWS_CALENDARS },
  { product: 'ubuntu', version: '24.04', standardEnds: '2029-05-31', source: AWS_CALENDARS },
  { product: 'node', version: '20', standardEnds: '2026-04-30', source: AWS_CALENDARS },
  { product: 'node', version: '22', standardEnds: '2027-04-30', source: AWS_CALENDARS },
  { product: 'node', version: '24', standardEnds: '2028-04-30', source: AWS_CALENDARS },
];

/** Versions that their vendor sells without having published an end; asked again with each new calendar. */
export const UNDATED_VERSIONS: Readonly<Partial<Record<Product, readonly string[]>>> = {
  'elasticache-redis': ['7.0', '7.1'],
  'elasticache-valkey': ['7.2', '8.0', '8.1', '8.2', '9.0', '9.1'],
  'amazon-mq-rabbitmq': ['3.13', '4.2', '4.3'],
};

/** Where a version stands on a given day. */
export type SupportStatus =
  | { readonly state: 'supported'; readonly daysLeft: number; readonly period: SupportPeriod }
  | { readonly state: 'maintenance'; readonly daysLeft: number; readonly period: SupportPeriod }
  | { readonly state: 'extended'; readonly daysLeft: number; readonly period: SupportPeriod }
  | { readonly state: 'ended'; readonly daysSince: number; readonly period: SupportPeriod }
  | { readonly state: 'unknown' };

/**
 * Where a version stands on a day.
 *
 * @param on ISO date, as in `2026-11-23`. A parameter rather than the clock, so that synth stays deterministic.
 */
export function supportStatus(product: Product, version: string, on: string): SupportStatus {
  const period = SUPPORT_PERIODS.find((row) => row.product === product && row.version === version);
  if (period === undefined) return { state: 'unknown' };
  const standardLeft = daysBetween(on, period.standardEnds);
  if (standardLeft >= 0) return { state: 'supported', daysLeft: standardLeft, period };
  const maintenanceLeft = period.maintenanceEnds === undefined ? -1 : daysBetween(on, period.maintenanceEnds);
  if (maintenanceLeft >= 0) return { state: 'maintenance', daysLeft: maintenanceLeft, period };
  const last = period.extendedEnds ?? period.maintenanceEnds ?? period.standardEnds;
  const left = daysBetween(on, last);
  return left >= 0 ? { state: 'extended', daysLeft: left, period } : { state: 'ended', daysSince: -left, period };
}

/** Last day on which the vendor gives security updates without being paid for it. */
export function freeFixesEnd({ standardEnds, maintenanceEnds }: SupportPeriod): string {
  return maintenanceEnds ?? standardEnds;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
