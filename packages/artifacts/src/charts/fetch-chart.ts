import type { Chart } from '@smile/catalogue';
import { parseDocument } from 'yaml';
import { ArtifactError } from '../artifact-error.ts';
import { request } from '../registry/http.ts';
import { fetchManifest } from '../registry/manifest.ts';
import { RegistryClient } from '../registry/registry-client.ts';
import { repositoryAddress } from '../registry/repository-address.ts';
import { sha256Of } from '../sha256.ts';

export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** @default 500 */
  readonly firstWaitMilliseconds?: number;
}

/** What part of an OCI artefact the archive is: https://helm.sh/docs/topics/registries/#helm-chart-manifest. */
const CHART_LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

/**
 * Fetches the archive of a chart from its repository.
 *
 * @throws ArtifactError when it cannot be had, or is not what the repository itself says.
 */
export function fetchChart(chart: Chart, options: FetchOptions = {}): Promise<Uint8Array> {
  return chart.repository.startsWith('oci://') ? fromRegistry(chart, options) : fromIndex(chart, options);
}

async function fromRegistry(chart: Chart, options: FetchOptions): Promise<Uint8Array> {
  const repository = repositoryAddress(`${chart.repository.replace('oci://', '')}/${chart.name}`);
  const client = new RegistryClient({ repository, ...options });
  // Helm writes `+` of a version as `_`, which tags may not hold.
  const { blobs } = await fetchManifest(client, chart.version.replaceAll('+', '_'));
  const layer = blobs.find(({ mediaType }) => mediaType === CHART_LAYER);
  if (layer === undefined)
    throw new ArtifactError(`${repository.host}/${repository.name}:${chart.version} is no Helm chart`);
  const response = await client.ask(`blobs/${layer.digest}`, [200]);
  return checked(new Uint8Array(await response.arrayBuffer()), layer.digest.replace('sha256:', ''), repository.host);
}

interface IndexEntry {
  readonly version?: string;
  readonly digest?: string;
  readonly urls?: readonly string[];
}

async function fromIndex(chart: Chart, options: FetchOptions): Promise<Uint8Array> {
  const folder = chart.repository.endsWith('/') ? chart.repository : `${chart.repository}/`;
  const index = new URL('index.yaml', folder);
  const entries = readEntries(chart.name, index, await text(index, options));
  const entry = entries.find(({ version }) => version === chart.version);
  if (entry === undefined) {
    const newest = entries.slice(0, 3).map(({ version }) => version);
    const has = newest.length === 0 ? 'no version of it' : `${newest.join(', ')}, …`;
    throw new ArtifactError(
      `${index.href} lists no ${chart.name} ${chart.version}, it has ${has}; correct version or repository`,
    );
  }
  const [url] = entry.urls ?? [];
  if (url === undefined)
    throw new ArtifactError(`${index.href} lists ${chart.name} ${chart.version} without an address`);
  const address = new URL(url, folder);
  if (address.protocol === 'oci:') return fromRegistry({ ...chart, repository: parentOf(address.href) }, options);
  return checked(await bytes(address, options), entry.digest?.replace('sha256:', ''), index.href);
}

/** Indexes of large repositories have tens of megabytes: only the part about one chart is read. */
function readEntries(name: string, index: URL, source: string): readonly IndexEntry[] {
  const lines = source.split('\n');
  const start = lines.findIndex((line) => new RegExp(`^ {2}"?${name}"?:\\s*$`).test(line));
  if (start < 0 && !lines.some((line) => line.startsWith('entries:'))) {
    throw new ArtifactError(`${index.href} is no index of charts`);
  }
  if (start < 0) return [];
  const length = lines.slice(start + 1).findIndex((line) => /^( {2})?[^\s-]/.test(line));
  const block = lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join('\n');
  // Everything as text: a checksum or a version may look like a number.
  const document = parseDocument(block, { schema: 'failsafe' });
  if (document.errors.length > 0)
    throw new ArtifactError(`${index.href} cannot be read: ${document.errors[0]?.message}`);
  const entries: unknown = document.toJS();
  return Array.isArray(entries) ? (entries as IndexEntry[]) : [];
}

function parentOf(reference: string): string {
  return reference.replace(/:[^:/]+$/, '').replace(/\/[^/]+$/, '');
}

async function text(url: URL, options: FetchOptions): Promise<string> {
  return new TextDecoder().decode(await bytes(url, options));
}

async function bytes(url: URL, options: FetchOptions): Promise<Uint8Array> {
  const response = await request(url.href, options);
  if (!response.ok) {
    await response.body?.cancel();
    throw new ArtifactError(`${url.href} answered with HTTP ${response.status}; correct version or repository`);
  }
  return new Uint8Array(await response.arrayBuffer());
}

function checked(archive: Uint8Array, promised: string | undefined, who: string): Uint8Array {
  const found = sha256Of(archive);
  if (promised !== undefined && promised !== found) {
    throw new ArtifactError(
      `${who} promises an archive with SHA-256 ${promised}, and sent one with ${found}; it was thrown away`,
    );
  }
  return archive;
}
