import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ValidationError } from '../errors/validation-error.ts';

/** A file of `data/<region>`, and the command that answers what it holds. */
interface FactFile {
  /** What the file must hold. */
  readonly keys: readonly string[];
  /** Asks AWS for it; the answer goes into the file, with its source and date. */
  readonly refresh: (region: string) => string;
}

/** The files of a region's folder. */
const FACT_FILES = {
  region: {
    keys: ['name', 'city', 'optIn', 'zones', 'hostedZones', 'healthCheckRegions'],
    refresh: (region) =>
      `aws ec2 describe-availability-zones --region ${region}, and aws ec2 describe-regions --all-regions`,
  },
  'ec2-offerings': {
    keys: ['zonesByType'],
    refresh: (region) =>
      `aws ec2 describe-instance-type-offerings --location-type availability-zone-id --region ${region}`,
  },
  'ec2-prices': {
    keys: ['byType'],
    refresh: (region) =>
      `aws pricing get-products --service-code AmazonEC2 --filters Type=TERM_MATCH,Field=regionCode,Value=${region}`,
  },
  classes: {
    keys: ['rdsMysql', 'elasticache', 'mq'],
    refresh: (region) =>
      `aws rds describe-orderable-db-instance-options --engine mysql --region ${region}, and the price lists of ElastiCache and Amazon MQ`,
  },
  services: {
    keys: ['available', 'unavailable'],
    refresh: (region) =>
      `aws ssm get-parameters-by-path --path /aws/service/global-infrastructure/regions/${region}/services`,
  },
  'config-rules': {
    keys: ['absent'],
    refresh: (region) => `aws configservice put-config-rule --region ${region}, which refuses a rule that it lacks`,
  },
} as const satisfies Record<string, FactFile>;

export type FactFileName = keyof typeof FACT_FILES;

const DATA = join(__dirname, '../../data');

let folders: readonly string[] | undefined;

/** Regions that have a folder, sorted. */
export function regionFolders(): readonly string[] {
  folders ??= readdirSync(DATA, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return folders;
}

/** Whether a region has a file. */
export function hasFactFile(region: string, file: FactFileName): boolean {
  return existsSync(pathOf(DATA, region, file));
}

/**
 * Reads a file of a region.
 *
 * @param data folder with a folder for each region. @default - that of this package
 * @throws ValidationError, naming the file and the command that fills it, if it is missing or incomplete.
 */
export function readFactFile<T extends object>(region: string, file: FactFileName, data: string = DATA): T {
  const { keys, refresh } = FACT_FILES[file];
  const shown = `packages/core/data/${region}/${file}.json`;
  const fill = `write it from: ${refresh(region)}`;
  const path = pathOf(data, region, file);
  if (!existsSync(path)) throw new ValidationError(`region ${region}`, [`${shown} is missing; ${fill}`]);
  const facts = parsed(readFileSync(path, 'utf8'));
  if (facts === undefined) throw new ValidationError(`region ${region}`, [`${shown} is no JSON; ${fill}`]);
  const missing = ['source', 'asOf', ...keys].filter((key) => facts[key] === undefined || facts[key] === null);
  if (missing.length > 0) {
    throw new ValidationError(`region ${region}`, [`${shown} has no ${missing.join(', ')}; ${fill}`]);
  }
  return facts as T;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pathOf(data: string, region: string, file: FactFileName): string {
  return join(data, region, `${file}.json`);
}
