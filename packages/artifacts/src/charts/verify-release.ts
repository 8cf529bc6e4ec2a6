import { join } from 'node:path';
import { CHART_NAMES, CHARTS, type ChartName, type RegistryOwner } from '@smile/catalogue';
import { parse } from 'yaml';
import { ArtifactError } from '../artifact-error.ts';
import type { Helm } from '../helm/helm.ts';
import { inFolder } from '../in-folder.ts';
import { absentAndOff, copyWithout } from './absent-dependencies.ts';
import { type ChartSource, isMap, readChartSource, type Value, type ValueMap } from './chart-source.ts';
import { judgeObjects } from './judge-objects.ts';
import { type RenderedObject, readObjects } from './rendered-object.ts';
import { unknownKeys } from './unknown-keys.ts';

/** A release of a chart of the catalogue, as the estate has it. */
export interface Release {
  readonly chart: ChartName;
  readonly name: string;
  readonly namespace: string;
  /** As in `1.35`. */
  readonly kubernetesVersion: string;
  /** Values as JSON, later ones over earlier ones. */
  readonly values: readonly string[];
  readonly registry: RegistryOwner;
}

/** What a release was found to be. */
export interface VerifiedRelease {
  readonly objects: number;
  /** What it makes. */
  readonly rendered: readonly RenderedObject[];
  readonly problems: readonly string[];
  /** What does not fail: the judgement may be of another version. */
  readonly notes: readonly string[];
}

/** APIs of definitions that come with other charts: several render objects of them only where the cluster has them. */
const API_VERSIONS: Readonly<Record<string, string>> = {
  'monitoring.coreos.com': 'v1',
  'cert-manager.io': 'v1',
  'external-secrets.io': 'v1',
  'networking.istio.io': 'v1',
  'security.istio.io': 'v1',
  'telemetry.istio.io': 'v1',
  'elbv2.k8s.aws': 'v1beta1',
  'kafka.strimzi.io': 'v1',
};

/**
 * Checks a release against its chart: every key of its values is one that the chart has, a real Helm renders it, and
 * what comes of it holds no Secret with data, nothing in foreign namespaces, and no image that the catalogue does not
 * have.
 *
 * @param folder the chart, unpacked.
 */
export async function verifyRelease(release: Release, folder: string, helm: Helm): Promise<VerifiedRelease> {
  const source = readChartSource(folder);
  const values = release.values.map((text, index) => readValues(text, index));
  const keys = values.flatMap((one) => unknownKeys(release.chart, one, source));
  const problems = [...new Set(keys)].map((path) => `the chart has no value ${path}; correct the key, or drop it`);
  const notes = versionNotes(release.chart, source);
  try {
    const rendered = await inFolder((scratch) => {
      const absent = absentAndOff(folder, source, values);
      const chart = absent.length === 0 ? folder : join(scratch, source.name);
      if (chart !== folder) copyWithout(folder, absent, chart);
      return helm.render({ ...release, release: release.name, chart, apiVersions: apiVersions() });
    });
    const objects = readObjects(rendered);
    const nothing = objects.length === 0 ? ['it renders no object; correct what its values switch off'] : [];
    const found = [...problems, ...nothing, ...judgeObjects(objects, release)];
    return { objects: objects.length, rendered: objects, notes, problems: found };
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    return { objects: 0, rendered: [], notes, problems: [...problems, error.message] };
  }
}

/** Sources in a repository may hold a placeholder, or be of a later day. */
function versionNotes(chart: ChartName, { version }: ChartSource): readonly string[] {
  const wanted = CHARTS[chart].version;
  return version === wanted ? [] : [`the chart is version ${version}, the catalogue has ${wanted}`];
}

function readValues(text: string, index: number): ValueMap {
  const values = parse(text) as Value;
  if (!isMap(values)) throw new ArtifactError(`element ${index} of its values is no map`);
  return values;
}

function apiVersions(): readonly string[] {
  const kinds = CHART_NAMES.flatMap((name) => CHARTS[name].crdKinds ?? []);
  const withVersion = kinds.flatMap((kind) => {
    const [group = '', name = ''] = kind.split('/');
    const version = API_VERSIONS[group];
    return version === undefined ? [] : [`${group}/${version}`, `${group}/${version}/${name}`];
  });
  return [...new Set(withVersion)].sort();
}
