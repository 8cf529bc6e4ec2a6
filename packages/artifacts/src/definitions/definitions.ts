import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, type Value, type ValueMap } from '../charts/chart-source.ts';
import { type RenderedObject, readObjects } from '../charts/rendered-object.ts';
import type { Schema } from './schema-problems.ts';

/** Schemas of custom resources, by version and kind, as in `kafka.strimzi.io/v1 KafkaTopic`. */
export type Definitions = ReadonlyMap<string, Schema>;

/** Definitions among objects. */
export function definitionsAmong(objects: readonly RenderedObject[]): Definitions {
  return new Map(objects.filter(isDefinition).flatMap(({ body }) => versionsOf(body)));
}

/** Definitions in files of a folder, whose names end in `.yaml`, without those that are left out. */
export function definitionsInFiles(folder: string, leaveOut: (name: string) => boolean = () => false): Definitions {
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name) && !leaveOut(name));
  return definitionsAmong(files.flatMap((name) => readObjects(readFileSync(join(folder, name), 'utf8'))));
}

/**
 * Definitions that Helm installs once and never upgrades: those in the folder `crds` of a chart, and of the charts inside it.
 * https://helm.sh/docs/chart_best_practices/custom_resource_definitions/
 */
export function definitionsInFolder(chart: string): readonly RenderedObject[] {
  return filesIn(chart).flatMap((file) => readObjects(readFileSync(file, 'utf8')).filter(isDefinition));
}

/** Text of the files in the folder `crds` of a chart, as it is there. */
export function definitionTexts(chart: string): readonly string[] {
  return filesIn(chart).map((file) => readFileSync(file, 'utf8'));
}

function filesIn(chart: string): readonly string[] {
  const own = yamlIn(join(chart, 'crds'));
  const inside = join(chart, 'charts');
  const charts = existsSync(inside) ? readdirSync(inside, { withFileTypes: true }) : [];
  const folders = charts.filter((entry) => entry.isDirectory()).map(({ name }) => join(inside, name));
  return [...own, ...folders.flatMap(filesIn)];
}

function yamlIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return yamlIn(path);
      return /\.ya?ml$/.test(entry.name) ? [path] : [];
    });
}

function isDefinition({ apiVersion, kind }: RenderedObject): boolean {
  return kind === 'CustomResourceDefinition' && apiVersion === 'apiextensions.k8s.io/v1';
}

function versionsOf({ spec = null }: ValueMap): (readonly [string, Schema])[] {
  if (!isMap(spec)) return [];
  const kind = isMap(spec.names ?? null) ? (spec.names as ValueMap).kind : undefined;
  const versions = Array.isArray(spec.versions) ? (spec.versions as readonly Value[]) : [];
  return versions.flatMap((version) => {
    if (!isMap(version) || !isMap(version.schema ?? null)) return [];
    const { openAPIV3Schema } = version.schema as { readonly openAPIV3Schema?: Schema };
    return openAPIV3Schema === undefined ? [] : [[`${spec.group}/${version.name} ${kind}`, openAPIV3Schema] as const];
  });
}
