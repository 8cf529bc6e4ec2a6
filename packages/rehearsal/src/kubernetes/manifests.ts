import { parse } from 'yaml';
import type { ObjectValue } from '../protocol/value.ts';
import { listOf, textOf } from './blocks.ts';
import { customResource } from './custom-resources.ts';
import type { Metadata } from './metadata-rules.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonMap = { readonly [key: string]: Json };
type ReadValues = { readonly values: JsonMap } | { readonly problem: string };

/** An object that a release of the project's own chart makes: an element of `manifests` in its values. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  /** As in `cert-manager.io`; empty for the core group. */
  readonly group: string;
  /** As in `v1`. */
  readonly version: string;
  /** Namespace that it lands in; undefined for what belongs to none. */
  readonly namespace: string | undefined;
}

/** Kinds of Kubernetes' own API that belong to no namespace. `kubectl api-resources --namespaced=false` lists them. */
const CLUSTER_WIDE = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'ClusterRole',
  'ClusterRoleBinding',
  'StorageClass',
  'CSIDriver',
  'CSINode',
  'VolumeAttachment',
  'VolumeSnapshotClass',
  'VolumeSnapshotContent',
  'PriorityClass',
  'RuntimeClass',
  'IngressClass',
  'APIService',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'CertificateSigningRequest',
  'FlowSchema',
  'PriorityLevelConfiguration',
  'CNINode',
  'ClusterPolicyEndpoint',
]);

/** What the texts in `values` say together; a text that is no map is a problem. Unknown texts are left out. */
export function readValues(release: ObjectValue): ReadValues {
  const read = READ.get(release) ?? readTexts(release);
  READ.set(release, read);
  return read;
}

function readTexts(release: ObjectValue): ReadValues {
  let values: JsonMap = {};
  for (const text of listOf(release.values)) {
    const read = readText(text);
    if ('problem' in read) return read;
    values = merged(values, read.values);
  }
  return { values };
}

/** What a release's values say at a dotted path; undefined where they say nothing. */
export function chartValue(release: ObjectValue, path: string): unknown {
  let found: Json | undefined = knownValues(release);
  for (const name of path.split('.')) found = found !== undefined && isMap(found) ? found[name] : undefined;
  return found;
}

/** The objects that a release makes by its values; undefined for a chart that makes others. */
export function manifestsOf(release: ObjectValue): readonly Manifest[] | undefined {
  if (!MANIFESTS.has(release)) MANIFESTS.set(release, readManifests(release));
  return MANIFESTS.get(release);
}

function readManifests(release: ObjectValue): readonly Manifest[] | undefined {
  const manifests = knownValues(release)?.manifests;
  if (!Array.isArray(manifests)) return undefined;
  const home = textOf(release.namespace) ?? 'default';
  return manifests.flatMap((item: Json) => (isMap(item) ? [toManifest(item, home)] : []));
}

/** One text per object of a cluster: two with the same one are the same object. */
export function identityOf({ group, kind, namespace, metadata }: Manifest): string {
  return `${group}/${kind}/${namespace ?? ''}/${metadata.name ?? ''}`;
}

// A value of the protocol never changes, so what was read of it stays true.
const MANIFESTS = new WeakMap<ObjectValue, readonly Manifest[] | undefined>();
const READ = new WeakMap<ObjectValue, ReadValues>();

function knownValues(release: ObjectValue): JsonMap | undefined {
  const read = readValues(release);
  return 'values' in read ? read.values : undefined;
}

function readText(text: string): ReadValues {
  let value: Json;
  try {
    value = parseText(text);
  } catch (error) {
    return { problem: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
  if (value === null) return { values: {} };
  if (isMap(value)) return { values: value };
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  return {
    problem: `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`,
  };
}

/** JSON is YAML as well; its own parser is many times as fast. */
function parseText(text: string): Json {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text) as Json;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return parse(text) as Json;
}

/** Maps are merged member by member, everything else is replaced. https://helm.sh/docs/chart_template_guide/values_files/ */
function merged(under: JsonMap, over: JsonMap): JsonMap {
  const result: { [key: string]: Json } = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    result[key] = before !== undefined && isMap(before) && isMap(value) ? merged(before, value) : value;
  }
  return result;
}

function toManifest(item: JsonMap, home: string): Manifest {
  const [apiVersion, kind] = [asText(item.apiVersion), asText(item.kind)];
  const parts = apiVersion.split('/');
  const [version = '', group] = parts.length > 1 ? [parts[1], parts[0] ?? ''] : [parts[0], ''];
  const metadata = isMap(item.metadata ?? null) ? (item.metadata as JsonMap) : {};
  const namespace = typeof metadata.namespace === 'string' ? metadata.namespace : undefined;
  return {
    apiVersion,
    kind,
    group: group ?? '',
    version,
    namespace: isClusterWide(group ?? '', kind) ? undefined : (namespace ?? home),
    metadata: {
      name: typeof metadata.name === 'string' ? metadata.name : undefined,
      namespace,
      labels: textMap(metadata.labels),
      annotations: textMap(metadata.annotations),
    },
  };
}

function isClusterWide(group: string, kind: string): boolean {
  return CLUSTER_WIDE.has(kind) || customResource(group, kind)?.isClusterWide === true;
}

function isMap(value: Json): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function textMap(value: Json | undefined): { readonly [key: string]: string } {
  if (value === undefined || !isMap(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]));
}
