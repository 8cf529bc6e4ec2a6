import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** How sure a price is: `low` was read in another region or follows from a guess. */
export type Confidence = 'high' | 'medium' | 'low';

/** One price as it was read. */
export interface PriceRow {
  /** As in `vpc/nat-gateway`, or `rds/mysql/db.m5.xlarge` where a type has a price of its own. */
  readonly id: string;
  readonly usd: number;
  /** What the price is for one of, as in `instance-hour` or `GB-month`. */
  readonly unit: string;
  /** ISO date of the reading. */
  readonly readOn: string;
  readonly confidence: Confidence;
  /** Whether it follows from another price. @default 'read' */
  readonly basis?: 'read' | 'derived';
  /** Key of the file's sources. */
  readonly source: string;
  readonly note?: string;
}

/** Prices of one region, or of services that have one price everywhere. */
export interface PriceFile {
  readonly currency: 'USD';
  /** Regions whose prices stand in for those that are not here, the likeliest first. */
  readonly standIns: readonly string[];
  readonly sources: Readonly<Record<string, string>>;
  readonly prices: readonly PriceRow[];
}

const DATA = join(__dirname, '../../data');

const read = new Map<string, PriceFile | undefined>();

/** The prices of a region; undefined where no file has any. */
export function priceFile(region: string): PriceFile | undefined {
  if (!read.has(region)) {
    const path = join(DATA, `${region}.json`);
    read.set(region, existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PriceFile) : undefined);
  }
  return read.get(region);
}

/** Regions that have a file, and `global`. */
export function pricedRegions(): readonly string[] {
  return readdirSync(DATA)
    .map((file) => basename(file, '.json'))
    .sort();
}
