import { join } from 'node:path';
import {
  CHART_LOCK,
  CHARTS,
  type ChartLock,
  type ChartName,
  IMAGE_LOCK,
  IMAGES,
  type ImageLock,
  type ImageName,
} from '@smile/catalogue';
import { writeWhole } from '../write-whole.ts';

/** Adds checksums to `charts.lock.json`, for the versions that the catalogue has. Drops charts that it no longer has. */
export function recordCharts(root: string, checksums: ReadonlyMap<ChartName, string>): ChartLock {
  const added = [...checksums].map(([name, sha256]) => [name, { version: CHARTS[name].version, sha256 }] as const);
  const lock = sorted({ ...CHART_LOCK, ...Object.fromEntries(added) }, (name) => name in CHARTS);
  write(root, 'charts', lock);
  return lock;
}

/** Adds digests to `images.lock.json`, for the tags that the catalogue has. Drops images that it no longer has. */
export function recordImages(root: string, digests: ReadonlyMap<ImageName, string>): ImageLock {
  const added = [...digests].map(([name, digest]) => [name, { tag: IMAGES[name].tag, digest }] as const);
  const lock = sorted({ ...IMAGE_LOCK, ...Object.fromEntries(added) }, (name) => name in IMAGES);
  write(root, 'images', lock);
  return lock;
}

function sorted<Row>(rows: Readonly<Record<string, Row>>, isKnown: (name: string) => boolean): Record<string, Row> {
  const known = Object.entries(rows).filter(([name]) => isKnown(name));
  return Object.fromEntries(known.sort(([a], [b]) => a.localeCompare(b)));
}

function write(root: string, what: 'charts' | 'images', lock: object): void {
  const path = join(root, 'packages', 'catalogue', 'data', `${what}.lock.json`);
  writeWhole(path, `${JSON.stringify(lock, null, 2)}\n`);
}
