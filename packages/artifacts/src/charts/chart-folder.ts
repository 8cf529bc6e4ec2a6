import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CHARTS, type ChartName, chartArchive } from '@smile/catalogue';
import { parse } from 'yaml';
import { ArtifactError } from '../artifact-error.ts';

/** Where charts lie on this machine: their archives, or folders with their sources. */
export interface ChartFolder {
  readonly path: string;
  /** Archives by chart. */
  readonly archives: ReadonlyMap<ChartName, string>;
  /** Folders with sources, by chart. */
  readonly sources: ReadonlyMap<ChartName, string>;
}

/** How deep folders of sources are looked for, as in `helm-charts/charts/loki`. */
const DEPTH = 4;

/** Folders that hold no charts, or thousands of files. */
const SKIPPED = new Set(['node_modules', '.git', 'templates', 'crds']);

/**
 * Looks into a folder for charts of the catalogue: archives by their name, sources by the name in `Chart.yaml`.
 *
 * @throws ArtifactError when there is no such folder, or it holds neither.
 */
export function openChartFolder(path: string): ChartFolder {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ArtifactError(`no folder ${path}; name one that holds archives of charts, or their sources`);
  }
  const names = Object.keys(CHARTS) as ChartName[];
  const archives = new Map(
    names.map((name) => [name, join(path, chartArchive(name))] as const).filter(([, file]) => existsSync(file)),
  );
  const found = sourcesIn(path, DEPTH);
  const sources = new Map(
    names.flatMap((name) => {
      const folder = found.get(CHARTS[name].name);
      return folder === undefined ? [] : [[name, folder] as const];
    }),
  );
  if (archives.size === 0 && found.size === 0) {
    throw new ArtifactError(
      `${path} holds neither archives of charts nor a Chart.yaml; fill it, or name another folder`,
    );
  }
  return { path, archives, sources };
}

/** Folders with a `Chart.yaml`, by the name in it; what lies nearer to the top wins. */
function sourcesIn(folder: string, depth: number): Map<string, string> {
  const file = join(folder, 'Chart.yaml');
  if (existsSync(file)) {
    const name = chartName(file);
    return new Map(name === undefined ? [] : [[name, folder]]);
  }
  const found = new Map<string, string>();
  if (depth === 0) return found;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || SKIPPED.has(entry.name)) continue;
    for (const [name, path] of sourcesIn(join(folder, entry.name), depth - 1))
      if (!found.has(name)) found.set(name, path);
  }
  return found;
}

/** Charts in repositories may hold placeholders that no YAML reader takes. */
function chartName(file: string): string | undefined {
  try {
    const { name } = parse(readFileSync(file, 'utf8')) as { readonly name?: unknown };
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
