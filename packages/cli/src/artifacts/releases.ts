import type { Release } from '@smile/artifacts';
import { CHART_NAMES, chartArchive } from '@smile/catalogue';
import type { Environment } from '@smile/core';
import {
  groupedBy,
  type Inventory,
  type JsonObject,
  type KubernetesObject,
  kubernetesObjects,
  type Resource,
  textsAt,
} from '@smile/inventory';

/** A release in the code, and where. */
export interface PlacedRelease extends Release {
  readonly place: string;
}

/**
 * Releases of charts of the catalogue in what was synthesized: `helm_release` whose chart is an archive of the cache. One
 * of a chart of ours is left out.
 */
export function releasesIn(inventory: Inventory, environments: readonly Environment[]): readonly PlacedRelease[] {
  return environments.flatMap((environment) =>
    inventory
      .resources({ type: 'helm_release', stack: `${environment.stackPrefix}-*` })
      .flatMap((resource) => toReleases(resource, environment)),
  );
}

/** Custom resources that one release of ours holds. */
export interface PlacedManifests {
  readonly place: string;
  readonly objects: readonly CustomResource[];
}

type CustomResource = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'name'> & { readonly body: JsonObject };

/** Objects of releases of ours. Values that only Terraform knows are texts with expressions in them. */
export function manifestsIn(inventory: Inventory): readonly PlacedManifests[] {
  const byRelease = groupedBy(
    kubernetesObjects(inventory).filter(({ resource }) => resource.type === 'helm_release'),
    ({ resource }) => [`${resource.stack} ${resource.address}`],
  );
  return [...byRelease].map(([place, objects]) => ({
    place,
    objects: objects.map(({ apiVersion, kind, name, body }) => ({ apiVersion, kind, name, body })),
  }));
}

function toReleases(resource: Resource, environment: Environment): readonly PlacedRelease[] {
  const { values } = resource;
  const [path = ''] = textsAt(values, 'chart');
  const chart = CHART_NAMES.find((name) => path.split('/').at(-1) === chartArchive(name));
  if (chart === undefined) return [];
  const { account, region, namePrefix } = environment;
  return versionsOf(environment).map((kubernetesVersion) => ({
    chart,
    kubernetesVersion,
    place: `${resource.stack} ${resource.address}`,
    name: textsAt(values, 'name')[0] ?? chart,
    namespace: textsAt(values, 'namespace')[0] ?? 'default',
    values: textsAt(values, 'values').map(unescaped),
    registry: { accountId: account.id, region, namePrefix },
  }));
}

/** Versions of the environment's clusters, each once. */
function versionsOf({ clusters }: Environment): readonly string[] {
  if (clusters === undefined) return [];
  const all = clusters.layout === 'shared' ? [clusters.shared] : [clusters.application, clusters.data];
  return [...new Set(all.map(({ version }) => version))];
}

/** Text as Terraform evaluates it: doubled signs stand for themselves. References stay, as text that Helm takes. */
function unescaped(text: string): string {
  return text.replaceAll('$${', '${').replaceAll('%%{', '%{');
}
