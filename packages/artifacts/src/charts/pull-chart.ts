import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CHARTS, type ChartLock, type ChartName, chartArchive, lockedSha256 } from '@smile/catalogue';
import { ArtifactError } from '../artifact-error.ts';
import { sha256Of, sha256OfFile } from '../sha256.ts';
import type { ChartFolder } from './chart-folder.ts';
import { type FetchOptions, fetchChart } from './fetch-chart.ts';

export interface PullChartProps extends FetchOptions {
  /** The cache: archives that releases name. */
  readonly cache: string;
  readonly lock: ChartLock;
  /** Whether an archive that nobody has reviewed is taken, so that its checksum can be recorded. @default false */
  readonly accept?: boolean;
  /** Takes charts from here. @default - from the charts' repositories */
  readonly folder?: ChartFolder;
  /** Packs a folder with the source of a chart, where one lies in {@link folder}. @default - sources are refused */
  readonly pack?: (source: string) => Promise<Uint8Array>;
}

/** How a chart got into the cache. */
export interface PulledChart {
  readonly name: ChartName;
  /** `packed`: from a source, so that it is not the archive that others pull, and is never recorded. */
  readonly state: 'there' | 'pulled' | 'packed';
  readonly sha256: string;
  /** Whether nobody has reviewed the checksum yet. */
  readonly isNew: boolean;
}

/**
 * Brings a chart's archive into the cache, if it is not there, and checks it against the lock.
 *
 * @throws ArtifactError when it cannot be had, nobody has reviewed it, or it is not what was reviewed. The cache then
 * stays as it was.
 */
export async function pullChart(name: ChartName, props: PullChartProps): Promise<PulledChart> {
  const locked = lockedSha256(name, props.lock);
  const path = join(props.cache, chartArchive(name));
  if (existsSync(path)) {
    const sha256 = await sha256OfFile(path);
    if (sha256 === locked || (locked === undefined && props.accept === true)) {
      return { name, state: 'there', sha256, isNew: locked === undefined };
    }
  }
  const source = sourceOf(name, props.folder);
  if (source !== undefined) return packSource(name, source, locked, props);
  const archive = props.folder === undefined ? await fetchChart(CHARTS[name], props) : fromFolder(name, props.folder);
  const sha256 = sha256Of(archive);
  check(name, sha256, locked, props.accept === true);
  writeAtOnce(path, archive);
  return { name, state: 'pulled', sha256, isNew: locked === undefined };
}

/** Archives come before sources: they are what was published. */
function sourceOf(name: ChartName, folder: ChartFolder | undefined): string | undefined {
  return folder?.archives.has(name) === true ? undefined : folder?.sources.get(name);
}

async function packSource(
  name: ChartName,
  source: string,
  locked: string | undefined,
  { pack, cache }: PullChartProps,
): Promise<PulledChart> {
  if (locked !== undefined || pack === undefined) {
    throw new ArtifactError(
      `${source} is the source of ${name}, and what it packs to is never the archive that was reviewed; pull ${chartArchive(name)} instead`,
    );
  }
  const archive = await pack(source);
  writeAtOnce(join(cache, chartArchive(name)), archive);
  return { name, state: 'packed', sha256: sha256Of(archive), isNew: false };
}

function fromFolder(name: ChartName, { path, archives }: ChartFolder): Uint8Array {
  const archive = archives.get(name);
  if (archive !== undefined) return readFileSync(archive);
  throw new ArtifactError(
    `neither ${chartArchive(name)} nor its source is in ${path}; put it there, or leave out --charts`,
  );
}

function check(name: ChartName, sha256: string, locked: string | undefined, accept: boolean): void {
  const archive = chartArchive(name);
  if (locked === undefined && !accept) {
    throw new ArtifactError(
      `nobody has reviewed ${archive} (SHA-256 ${sha256}); look into it, then record it with --accept`,
    );
  }
  if (locked !== undefined && locked !== sha256) {
    throw new ArtifactError(
      `${archive} has SHA-256 ${sha256}, reviewed was ${locked}: it was published anew; ask why before its line in charts.lock.json is removed`,
    );
  }
}

function writeAtOnce(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, bytes);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
