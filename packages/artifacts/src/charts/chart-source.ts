import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extract } from 'tar';
import { parse } from 'yaml';
import { ArtifactError } from '../artifact-error.ts';

/** What a value may be, in YAML and JSON alike. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export type ValueMap = { readonly [key: string]: Value };

/** What a chart takes: its own values, and those of the charts inside it. */
export interface ChartSource {
  readonly name: string;
  readonly version: string;
  /** `values.yaml`. */
  readonly defaults: ValueMap;
  /** `values.schema.json`. @default - the chart has none */
  readonly schema?: ValueMap;
  /** Charts inside it, by the key that their values stand below. */
  readonly subcharts: ReadonlyMap<string, ChartSource | undefined>;
}

/** Unpacks an archive into a folder. @returns the folder of the chart. */
export async function unpackChart(archive: string, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  try {
    await extract({ file: archive, cwd: folder, strict: true });
  } catch (error) {
    throw new ArtifactError(`${archive} is no archive of a chart (${(error as Error).message}); pull it again`);
  }
  const [chart] = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'Chart.yaml')));
  if (chart === undefined) throw new ArtifactError(`${archive} holds no Chart.yaml; pull it again`);
  return join(folder, chart);
}

interface Dependency {
  readonly name: string;
  readonly alias?: string;
}

/**
 * Reads what a chart takes out of its folder.
 *
 * @throws ArtifactError when a file of it cannot be read.
 */
export function readChartSource(folder: string): ChartSource {
  const chart = readMap(join(folder, 'Chart.yaml'));
  if (chart === undefined)
    throw new ArtifactError(`no Chart.yaml in ${folder}; name a folder with the source of a chart`);
  const dependencies = (chart.dependencies ?? []) as unknown as readonly Dependency[];
  const inside = chartsInside(folder);
  const named = dependencies.map(({ name, alias }) => [alias ?? name, inside.get(name)] as const);
  // Charts may lie in `charts/` without being listed.
  const unlisted = [...inside].filter(([name]) => !dependencies.some((dependency) => dependency.name === name));
  const schema = readMap(join(folder, 'values.schema.json'));
  return {
    name: String(chart.name),
    version: String(chart.version),
    defaults: readMap(join(folder, 'values.yaml')) ?? {},
    ...(schema !== undefined && { schema }),
    subcharts: new Map([...named, ...unlisted]),
  };
}

function chartsInside(folder: string): ReadonlyMap<string, ChartSource> {
  const charts = join(folder, 'charts');
  if (!existsSync(charts)) return new Map();
  const folders = readdirSync(charts).map((name) => join(charts, name));
  const sources = folders.filter((path) => existsSync(join(path, 'Chart.yaml'))).map(readChartSource);
  return new Map(sources.map((source) => [source.name, source]));
}

function readMap(file: string): ValueMap | undefined {
  if (!existsSync(file)) return undefined;
  try {
    // Anchors of large charts are more than the reader's limit against bombs allows.
    const value = parse(readFileSync(file, 'utf8'), { maxAliasCount: -1, logLevel: 'silent' }) as Value;
    return isMap(value) ? value : {};
  } catch (error) {
    throw new ArtifactError(`${file} cannot be read: ${(error as Error).message.split('\n')[0]}`);
  }
}

/** Whether a value has keys. */
export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
