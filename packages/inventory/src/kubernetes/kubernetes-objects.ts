import type { Inventory } from '../inventory.ts';
import { asList, asObject, asString, stringEntries } from '../json-narrowing.ts';
import type { Json, JsonObject, Resource } from '../model.ts';
import { oncePer } from '../once-per.ts';
import { clusterOf } from './cluster-of.ts';
import { helmValues, plainText } from './helm-values.ts';
import type { KubernetesObject, KubernetesReading } from './kubernetes-object.ts';
import { kubernetesShape } from './kubernetes-shape.ts';
import { withLiterals } from './literal-texts.ts';
import { CLUSTER_KINDS, TERRAFORM_KINDS, type TerraformKind } from './terraform-kinds.ts';

/**
 * The objects of every cluster, from `kubernetes_…` resources and from releases whose values have the list `manifests`, without
 * those that a plan removes. What charts of others render is in no source.
 */
export const readKubernetes: (inventory: Inventory) => KubernetesReading = oncePer(read);

/** The objects of every cluster, see {@link readKubernetes}. */
export function kubernetesObjects(inventory: Inventory): readonly KubernetesObject[] {
  return readKubernetes(inventory).objects;
}

/** Releases of charts of others, whose objects no source shows. */
export const chartReleases: (inventory: Inventory) => readonly Resource[] = oncePer((inventory: Inventory) =>
  releases(inventory).filter((release) => manifestsOf(inventory, release) === 'none'),
);

function read(inventory: Inventory): KubernetesReading {
  const core = inventory
    .resources({ mode: 'managed', type: [...TERRAFORM_KINDS.keys()] })
    .filter(remains)
    .flatMap((resource) => {
      const kind = TERRAFORM_KINDS.get(resource.type);
      return kind === undefined ? [] : [fromResource(inventory, resource, kind)];
    });
  const unread: Resource[] = [];
  const custom = releases(inventory).flatMap((release) => {
    const manifests = manifestsOf(inventory, release);
    if (manifests === 'unknown') unread.push(release);
    return typeof manifests === 'string' ? [] : manifests.map((one) => fromManifest(inventory, release, one));
  });
  return { objects: [...core, ...custom], unread };
}

function releases(inventory: Inventory): readonly Resource[] {
  return inventory.resources({ mode: 'managed', type: 'helm_release' }).filter(remains);
}

function remains({ change }: Resource): boolean {
  return change?.action !== 'delete' && change?.action !== 'forget';
}

/** The whole objects that a release's values list; `unknown` where the values are known later. */
function manifestsOf(inventory: Inventory, release: Resource): readonly JsonObject[] | 'none' | 'unknown' {
  const isLater = release.unknown.some((path) => path.startsWith('values'));
  const values = isLater ? undefined : helmValues(inventory, release);
  if (values === undefined) return isLocal(release) ? 'unknown' : 'none';
  const { manifests } = withLiterals(inventory, release, values);
  return Array.isArray(manifests) ? manifests.map((one: Json) => asObject(one)) : 'none';
}

/** Whether a chart is the folder of our own that only prints its values; its path has the word, wherever cdktf puts it. */
function isLocal({ values }: Resource): boolean {
  return /(^|\/)manifests(chart)?(\/|$)/i.test(asString(values.chart) ?? '');
}

function fromResource(inventory: Inventory, resource: Resource, kind: TerraformKind): KubernetesObject {
  const isTemplate = inventory.source === 'synth';
  const written = isTemplate ? withLiterals(inventory, resource, resource.values) : withUnknown(resource);
  const shape = kubernetesShape(written, {
    kind: kind.kind,
    read: isTemplate ? plainText : (text) => text,
    isObserved: !isTemplate,
  });
  const isClusterWide = CLUSTER_KINDS.has(kind.kind);
  return objectOf(inventory, resource, { ...kind, ...shape }, isClusterWide ? undefined : 'default');
}

function fromManifest(inventory: Inventory, release: Resource, body: JsonObject): KubernetesObject {
  const isClusterWide = CLUSTER_KINDS.has(asString(body.kind) ?? '');
  return objectOf(inventory, release, body, isClusterWide ? undefined : releaseNamespace(inventory, release));
}

function releaseNamespace(inventory: Inventory, release: Resource): string {
  const literal = inventory.literalsAt(release, 'namespace')[0];
  return literal ?? asString(release.values.namespace) ?? 'default';
}

/** The account that Kubernetes makes in each namespace, whose name nobody has to say. */
function isDefaultAccount({ type }: Resource): boolean {
  return type.startsWith('kubernetes_default_service_account');
}

function objectOf(
  inventory: Inventory,
  resource: Resource,
  body: JsonObject,
  namespace: string | undefined,
): KubernetesObject {
  const metadata = asObject(body.metadata);
  const isClusterWide = namespace === undefined;
  return {
    resource,
    cluster: clusterOf(inventory, resource),
    apiVersion: asString(body.apiVersion) ?? '',
    kind: asString(body.kind) ?? '',
    ...(isClusterWide ? {} : { namespace: asString(metadata.namespace) ?? namespace }),
    name: asString(metadata.name) ?? asString(metadata.generateName) ?? (isDefaultAccount(resource) ? 'default' : ''),
    labels: stringEntries(metadata.labels),
    annotations: stringEntries(metadata.annotations),
    body,
    spec: asObject(body.spec),
  };
}

/** Stands where a plan does not know a value yet, in the form that synthesized JSON has there. */
const KNOWN_LATER = '${known after apply}';

/** What Kubernetes fills in by itself, and nobody judges. */
const FILLED_IN = /^(id|metadata\[0\]\.(generation|resource_version|uid)|status)\b/;

function withUnknown({ values, unknown }: Resource): JsonObject {
  const paths = unknown.filter((path) => !FILLED_IN.test(path));
  return paths.reduce<JsonObject>((whole, path) => asObject(put(whole, stepsOf(path))), values);
}

function stepsOf(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, key, index, name]) =>
    index === undefined ? (key ?? name ?? '') : Number(index),
  );
}

function put(value: Json | undefined, [step, ...rest]: readonly (string | number)[]): Json {
  if (step === undefined) return KNOWN_LATER;
  if (typeof step === 'number') {
    const list = [...asList(value)];
    list[step] = put(list[step], rest);
    return list;
  }
  return { ...asObject(value), [step]: put(asObject(value)[step], rest) };
}
