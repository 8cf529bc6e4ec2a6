import { ArtifactError } from '../artifact-error.ts';
import { sha256Of } from '../sha256.ts';
import type { RegistryClient } from './registry-client.ts';

/** Something that a registry keeps, by digest. */
export interface Descriptor {
  readonly mediaType: string;
  /** As in `sha256:…`. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
  /** Where else it may be fetched; such layers are in no registry. @default - in the registry */
  readonly urls?: readonly string[];
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
}

/** A manifest as the registry keeps it: its bytes are what the digest is of. */
export interface Manifest {
  readonly mediaType: string;
  readonly digest: string;
  readonly bytes: Uint8Array;
  /** Manifests that it lists, one for each platform. Empty unless it is a list. */
  readonly manifests: readonly Descriptor[];
  /** Configuration and layers. Empty when it is a list. */
  readonly blobs: readonly Descriptor[];
}

/** Lists of platforms first: a registry that has both answers with the first that it knows. */
const MEDIA_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/**
 * Fetches a manifest and checks that it is the one that was asked for.
 *
 * @param reference a tag or a digest.
 * @throws ArtifactError when there is none, or its bytes are not those of the digest.
 */
export async function fetchManifest(client: RegistryClient, reference: string): Promise<Manifest> {
  const response = await client.ask(`manifests/${reference}`, [200], { headers: { accept: MEDIA_TYPES.join(', ') } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const digest = `sha256:${sha256Of(bytes)}`;
  const promised = reference.startsWith('sha256:') ? reference : response.headers.get('docker-content-digest');
  if (promised !== null && promised !== digest) {
    const { host, name } = client.repository;
    throw new ArtifactError(
      `${host} sent a manifest of ${name} that is ${digest}, expected ${promised}; it was thrown away`,
    );
  }
  return { digest, bytes, ...parse(client, bytes, response.headers.get('content-type')) };
}

/** Digest of a tag, or undefined when the repository has no such tag. */
export async function digestOf(client: RegistryClient, reference: string): Promise<string | undefined> {
  const headers = { accept: MEDIA_TYPES.join(', ') };
  const head = await client.ask(`manifests/${reference}`, [200, 404], { method: 'HEAD', headers });
  if (head.status === 404) return undefined;
  // Not every registry says it in the header: https://github.com/opencontainers/distribution-spec, "Pulling manifests".
  return head.headers.get('docker-content-digest') ?? (await fetchManifest(client, reference)).digest;
}

/**
 * Puts a manifest, under its digest or under a tag.
 *
 * @throws ArtifactError when the registry keeps it under another digest than it has.
 */
export async function putManifest(client: RegistryClient, reference: string, manifest: Manifest): Promise<void> {
  const { bytes, mediaType, digest } = manifest;
  const response = await client.ask(`manifests/${reference}`, [200, 201, 202], {
    method: 'PUT',
    headers: { 'content-type': mediaType },
    body: () => bytes,
  });
  await response.body?.cancel();
  const kept = response.headers.get('docker-content-digest');
  if (kept !== null && kept !== digest) {
    throw new ArtifactError(`${client.repository.host} kept ${client.repository.name} as ${kept}, expected ${digest}`);
  }
}

interface ManifestJson {
  readonly mediaType?: string;
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
}

function parse({ repository }: RegistryClient, bytes: Uint8Array, contentType: string | null) {
  let json: ManifestJson;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes)) as ManifestJson;
  } catch {
    throw new ArtifactError(`${repository.host} sent a manifest of ${repository.name} that is no JSON`);
  }
  const mediaType = json.mediaType ?? contentType?.split(';')[0]?.trim() ?? '';
  if (!MEDIA_TYPES.includes(mediaType)) {
    throw new ArtifactError(
      `${repository.host} sent ${repository.name} as ${mediaType || 'nothing known'}, expected one of ${MEDIA_TYPES.join(', ')}`,
    );
  }
  const { manifests = [], layers = [], config } = json;
  return { mediaType, manifests, blobs: config === undefined ? layers : [config, ...layers] };
}
