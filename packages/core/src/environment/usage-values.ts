import { closest } from '../errors/closest.ts';
import { shown } from './checks.ts';

/** One thing that AWS bills by use, which no resource tells. */
interface UsageRow {
  /** What is used, as a page or a table calls it. */
  readonly what: string;
  /** Unit of the value; everything is per month, but for averages. */
  readonly unit: string;
  /** What counts where an environment says nothing: an assumption for one with little traffic, measured by nobody. */
  readonly default: number;
}

/** What the costs of an environment assume about its use, by name. */
export const USAGE = {
  internetOutGb: { what: 'data out to the internet', unit: 'GB', default: 200 },
  betweenZonesGb: { what: 'data between zones, billed in both directions', unit: 'GB', default: 500 },
  natGatewayGb: { what: 'data through NAT gateways', unit: 'GB', default: 100 },
  interfaceEndpointGb: { what: 'data through interface endpoints', unit: 'GB', default: 200 },
  loadBalancerCapacityUnits: { what: 'capacity units of a load balancer, on average', unit: 'LCU', default: 1 },
  logsIngestedGb: { what: 'logs taken in by CloudWatch', unit: 'GB', default: 20 },
  logsStoredGb: { what: 'logs kept by CloudWatch, compressed', unit: 'GB', default: 10 },
  bucketStorageGb: { what: 'objects in all buckets', unit: 'GB', default: 300 },
  bucketWritesMillions: { what: 'writes to buckets', unit: 'million requests', default: 0.5 },
  bucketReadsMillions: { what: 'reads from buckets', unit: 'million requests', default: 0.5 },
  imageStorageGb: { what: 'images in the registry', unit: 'GB', default: 50 },
  webAclRequestsMillions: { what: 'requests that web ACLs look at', unit: 'million requests', default: 3 },
  dnsQueriesMillions: { what: 'DNS queries to hosted zones', unit: 'million queries', default: 1 },
  keyRequestsMillions: { what: 'requests to KMS', unit: 'million requests', default: 0.2 },
  secretRequestsMillions: { what: 'requests to Secrets Manager', unit: 'million requests', default: 0.02 },
  configItems: { what: 'configuration items that AWS Config records', unit: 'items', default: 5000 },
  configEvaluations: { what: 'evaluations of Config rules', unit: 'evaluations', default: 5000 },
  securityChecks: { what: 'checks of Security Hub', unit: 'checks', default: 20_000 },
  managementEventsMillions: { what: 'CloudTrail events that GuardDuty reads', unit: 'million events', default: 1 },
  flowAndDnsLogsGb: { what: 'flow and DNS logs that GuardDuty reads', unit: 'GB', default: 10 },
  bucketEventsMillions: { what: 'S3 data events that GuardDuty reads', unit: 'million events', default: 0.5 },
  insightEventsMillions: { what: 'events that CloudTrail Insights reads', unit: 'million events', default: 0.5 },
  trailDataEventsMillions: { what: 'data events in the trail', unit: 'million events', default: 0.1 },
  newImages: { what: 'images that Inspector scans for the first time', unit: 'images', default: 20 },
  imageRescans: { what: 'images that Inspector scans again', unit: 'scans', default: 500 },
  backupStorageGb: { what: 'snapshots of databases in AWS Backup', unit: 'GB', default: 100 },
  databaseBackupsGb: { what: 'backups of RDS beyond the free part', unit: 'GB', default: 0 },
  brokerStorageGb: { what: 'disk of each broker of Amazon MQ', unit: 'GB', default: 20 },
} as const satisfies Readonly<Record<string, UsageRow>>;

/** A thing that is billed by use. */
export type UsageName = keyof typeof USAGE;

/** What an environment assumes about its use, by name, per month; the rest has the defaults of {@link USAGE}. */
export type UsageValues = Readonly<Partial<Record<UsageName, number>>>;

const NAMES = Object.keys(USAGE);

/** Whether a word names a thing that is billed by use. */
export function isUsageName(word: string): word is UsageName {
  return Object.hasOwn(USAGE, word);
}

/** What is wrong with assumptions about use; each problem with its path. */
export function usageProblems(given: unknown): string[] {
  if (given === undefined) return [];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return [`usage: expected numbers by name, as in { internetOutGb: 2000 }, got ${shown(given)}`];
  }
  return Object.entries(given).flatMap(([name, value]): string[] => {
    if (!isUsageName(name)) {
      const guess = closest(name, NAMES);
      const remedy = guess === undefined ? 'remove it' : `did you mean ${guess}?`;
      return [`usage.${name}: nothing is billed by this name, expected some of ${NAMES.join(', ')}; ${remedy}`];
    }
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return [];
    return [`usage.${name}: expected ${USAGE[name].unit} as a number of at least 0, got ${shown(value)}; estimate it`];
  });
}
