import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument, YAMLSeq } from 'yaml';
import { type ChartSource, isMap, type Value, type ValueMap } from './chart-source.ts';

interface Dependency {
  readonly name: string;
  readonly alias?: string;
  /** Paths of values, the first that is there decides: https://helm.sh/docs/topics/charts/, "condition". */
  readonly condition?: string;
}

/**
 * Charts inside a chart that its source does not bring along and that the values switch off. Archives bring all; sources
 * in a repository most often none, and Helm renders nothing while one is missing, used or not.
 */
export function absentAndOff(folder: string, source: ChartSource, values: readonly ValueMap[]): readonly string[] {
  const { dependencies } = parseDocument(readFileSync(join(folder, 'Chart.yaml'), 'utf8')).toJS() as {
    readonly dependencies?: readonly Dependency[];
  };
  const charts = join(folder, 'charts');
  const there = existsSync(charts) ? readdirSync(charts) : [];
  return (dependencies ?? [])
    .filter(({ name }) => !there.some((one) => one === name || one.startsWith(`${name}-`)))
    .filter((dependency) => isOff(dependency, [source.defaults, ...values]))
    .map(({ name }) => name);
}

/** Copies the source of a chart into a folder, without some of the charts inside it. */
export function copyWithout(folder: string, names: readonly string[], to: string): void {
  cpSync(folder, to, { recursive: true });
  const file = join(to, 'Chart.yaml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  const dependencies = document.get('dependencies');
  if (!(dependencies instanceof YAMLSeq)) return;
  dependencies.items = dependencies.items.filter(
    (item) => !names.includes(String((item as { get(key: string): unknown }).get('name'))),
  );
  writeFileSync(file, String(document));
}

function isOff({ condition }: Dependency, layers: readonly ValueMap[]): boolean {
  const decided = (condition ?? '').split(',').map((path) => valueAt(layers, path.trim().split('.')));
  return decided.find((value) => typeof value === 'boolean') === false;
}

/** Value at a path; later layers count. */
function valueAt(layers: readonly ValueMap[], path: readonly string[]): Value | undefined {
  const found = layers.map((layer) =>
    path.reduce<Value | undefined>((at, key) => (isMap(at) && Object.hasOwn(at, key) ? at[key] : undefined), layer),
  );
  return found.findLast((value) => value !== undefined);
}
