import { CHARTS, type Chart, type CrdUpgrade, IMAGES, type Image, type ImageName } from '@smile/catalogue';
import type { NodePlace } from '@smile/eks';
import type { HelmValues } from '../releases/helm-values.ts';
import type { Addon } from './addon.ts';

/** For which processors each image exists. */
type ImagesByName = Readonly<Record<ImageName, Pick<Image, 'architectures'>>>;

/**
 * What is wrong with add-ons for a cluster of a Kubernetes version, in sentences.
 *
 * @param images for which processors images exist. @default - the catalogue
 */
export function addonProblems(
  addons: readonly Addon[],
  kubernetesVersion: string,
  images: ImagesByName = IMAGES,
): string[] {
  return addons.flatMap((addon) => [
    ...versionProblems(addon, kubernetesVersion),
    ...architectureProblems(addon, images),
    ...kindProblems(addon, addons),
    ...definitionProblems(addon),
  ]);
}

function chartOf({ release }: Addon): Chart | undefined {
  return release === undefined ? undefined : CHARTS[release.chart];
}

/** A chart that is not known to work with the version: the cluster waits for it, not the other way round. */
function versionProblems(addon: Addon, version: string): string[] {
  const chart = chartOf(addon);
  if (chart === undefined) return [];
  const { from, to } = chart.kubernetes;
  if (minorOf(from) <= minorOf(version) && minorOf(version) <= minorOf(to)) return [];
  return [
    `add-on ${addon.id}: ${chart.name} ${chart.version} supports Kubernetes ${from} to ${to}, the cluster runs ${version}; take a version of the chart that supports it into the catalogue first`,
  ];
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

/** An image that does not exist for a processor on whose nodes the pods may land: they would never start there. */
function architectureProblems(addon: Addon, images: ImagesByName): string[] {
  const names: readonly ImageName[] = [...(chartOf(addon)?.images ?? []), ...(addon.images ?? [])];
  return addon.runsOn.flatMap((place) =>
    names.flatMap((name) => missingArchitectures(addon, name, images[name], place)),
  );
}

function missingArchitectures(
  { id }: Addon,
  name: ImageName,
  image: Pick<Image, 'architectures'>,
  { group, architectures }: NodePlace,
): string[] {
  const missing = architectures.filter((architecture) => !image.architectures.includes(architecture));
  return missing.map(
    (architecture) =>
      `add-on ${id}: image ${name} exists for ${image.architectures.join(', ')}, the nodes of group ${group} are ${architecture}; let it run on another group, or build the image for them`,
  );
}

/** An object of a kind that nothing it waits for brings: Helm finds "no matches for kind". */
function kindProblems(addon: Addon, addons: readonly Addon[]): string[] {
  const known = new Set(waitsFor(addon, addons).flatMap((one) => chartOf(one)?.crdKinds ?? []));
  const kinds = new Set((addon.objects?.objects ?? []).map(({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`));
  return [...kinds]
    .filter((kind) => !known.has(kind) && !BY_EKS.has(kind) && !OF_KUBERNETES.test(kind))
    .map(
      (kind) =>
        `add-on ${addon.id}: nothing that it requires installs the kind ${kind}; require the capability that does`,
    );
}

/** Definitions that would go with the release unasked, or stay behind when the operator that reads their objects goes on. */
function definitionProblems({ id, release }: Addon): string[] {
  if (release === undefined) return [];
  const { crdKinds = [], crdUpgrade } = CHARTS[release.chart] as Chart;
  if (crdKinds.length === 0) return [];
  const brings = `add-on ${id}: ${release.chart} brings ${crdKinds.length} custom resource definitions`;
  return [
    ...(release.keeps === undefined
      ? [`${brings}, and the release does not say what would be lost with them; say it in keeps`]
      : []),
    ...upgradeProblems(brings, crdUpgrade, release.values),
  ];
}

function upgradeProblems(brings: string, upgrade: CrdUpgrade | undefined, values: HelmValues): string[] {
  if (upgrade === undefined) {
    return [`${brings}, and the catalogue does not say how they are upgraded; add crdUpgrade to the chart`];
  }
  if (upgrade.by === 'people') return [];
  const wanted = upgrade.by === 'hook' ? { path: upgrade.path, value: true } : upgrade.keptBy;
  if (wanted === undefined || valueIn(values, wanted.path) === wanted.value) return [];
  const path = wanted.path.map((key) => (/^\w+$/.test(key) ? key : JSON.stringify(key))).join('.');
  const why =
    upgrade.by === 'hook' ? 'which an upgrade leaves as they are' : 'which an uninstall deletes with every object';
  return [`${brings}, ${why}; set ${path} to ${JSON.stringify(wanted.value)} in its values`];
}

function valueIn(values: HelmValues, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    values,
  );
}

/** Kinds that come with the EKS add-on `snapshot-controller`. */
const BY_EKS: ReadonlySet<string> = new Set(['snapshot.storage.k8s.io/VolumeSnapshotClass']);

/** Groups that every cluster has: that without a name, whose kinds have the bare version `v1`, those without a domain, and admission. */
const OF_KUBERNETES = /^(v1|apps|autoscaling|batch|policy|admissionregistration\.k8s\.io)\//;

function groupOf(apiVersion: string): string {
  return apiVersion.split('/')[0] ?? '';
}

/** An add-on and all that it waits for, near and far. */
function waitsFor(addon: Addon, addons: readonly Addon[], seen = new Set<Addon>()): readonly Addon[] {
  if (seen.has(addon)) return [];
  seen.add(addon);
  const { requires = [] } = addon;
  const providers = addons.filter(({ provides = [] }) => provides.some((capability) => requires.includes(capability)));
  return [addon, ...providers.flatMap((provider) => waitsFor(provider, addons, seen))];
}
