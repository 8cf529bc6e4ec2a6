import { findRegionFacts } from '@smile/core';
import { instanceSize } from './instance-size.ts';
import { type Confidence, type PriceFile, type PriceRow, priceFile } from './price-file.ts';

/** A price for one region, with all that tells how far to trust it. */
export interface Price extends Omit<PriceRow, 'basis' | 'source'> {
  readonly basis: 'read' | 'derived';
  /** Region in which it was read, or `global` for services with one price everywhere. */
  readonly region: string;
  /** Whether it is that of another region. */
  readonly isStandIn: boolean;
  /** Where it was read. */
  readonly source: string;
}

const EVERYWHERE = 'global';

/**
 * The prices that count in a region: its own, those that are the same everywhere, and those of the regions that stand in for it.
 *
 * A type without a price has that of another size of its family, in proportion. What is not found is unknown, never zero.
 */
export class PriceBook {
  readonly region: string;
  private readonly regions: readonly string[];
  private readonly found = new Map<string, Price | undefined>();

  constructor(region: string) {
    this.region = region;
    this.regions = [region, EVERYWHERE, ...(priceFile(region)?.standIns ?? [])];
  }

  /** The price of a thing, as in `vpc/nat-gateway`; undefined where nobody has read one. */
  find(id: string): Price | undefined {
    if (!this.found.has(id)) this.found.set(id, this.look(id));
    return this.found.get(id);
  }

  /** A price in proportion to another, as extended support is to the price of a node; undefined where that is not known. */
  share(id: string, of: string, factor: number, because: string): Price | undefined {
    const direct = this.find(id);
    const base = direct === undefined ? this.find(of) : undefined;
    return direct ?? (base === undefined ? undefined : derived(base, { id, factor, note: because }));
  }

  private look(id: string): Price | undefined {
    for (const region of this.regions) {
      const rows = rowsOf(region);
      const row = rows.find((one) => one.id === id) ?? inProportion(id, rows);
      if (row !== undefined) {
        const isStandIn = region !== this.region && region !== EVERYWHERE;
        return { ...row, region, isStandIn };
      }
    }
    return undefined;
  }
}

type Row = Omit<Price, 'region' | 'isStandIn'>;

function inProportion(id: string, rows: readonly Row[]): Row | undefined {
  const wanted = instanceSize(id);
  if (wanted === undefined) return undefined;
  const [nearest] = rows
    .flatMap((row) => {
      const size = instanceSize(row.id);
      return size?.family === wanted.family ? [{ row, ratio: wanted.factor / size.factor }] : [];
    })
    .sort((a, b) => Math.abs(Math.log(a.ratio)) - Math.abs(Math.log(b.ratio)));
  if (nearest === undefined) return undefined;
  const { row, ratio } = nearest;
  return derived(row, { id, factor: ratio, note: `${ratio} × ${typeIn(row.id)}` });
}

function derived<P extends Row>(base: P, { id, factor, note }: { id: string; factor: number; note: string }): P {
  const confidence: Confidence = base.confidence === 'high' ? 'medium' : base.confidence;
  return { ...base, id, usd: Number((base.usd * factor).toFixed(6)), basis: 'derived', confidence, note };
}

function typeIn(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

const known = new Map<string, readonly Row[]>();

function rowsOf(region: string): readonly Row[] {
  const rows = known.get(region) ?? [...instanceRows(region), ...fileRows(priceFile(region))];
  known.set(region, rows);
  return rows;
}

function fileRows(file: PriceFile | undefined): Row[] {
  return (file?.prices ?? []).map((row) => {
    return { ...row, basis: row.basis ?? 'read', source: file?.sources[row.source] ?? row.source };
  });
}

/** Instances of EC2 are in the facts of the region. */
function instanceRows(region: string): Row[] {
  const table = findRegionFacts(region)?.ec2Prices;
  return Object.entries(table?.byType ?? {}).map(([type, { usdPerHour, basis, readOn }]): Row => {
    const isRead = basis === 'direct';
    return {
      id: `ec2/${type}`,
      usd: usdPerHour,
      unit: 'instance-hour',
      readOn: readOn ?? table?.asOf ?? '',
      confidence: isRead ? 'high' : 'medium',
      basis: isRead ? 'read' : 'derived',
      source: table?.source ?? '',
    };
  });
}
